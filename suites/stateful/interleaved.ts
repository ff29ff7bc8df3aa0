import type { Kernel } from '../../adapters/contract.ts';
import type { FormatName } from '../../reference/formats/format.ts';
import type { Page } from '../../spec/language/page.ts';
import type { Experiment } from './experiment.ts';
import { type Observation, Session } from './trace.ts';

/** The observations of `one` on an instance of its own, while `other` is stepped on a second one before each command. */
export async function interleaved(
  page: Page,
  kernel: Kernel,
  one: Experiment,
  other: Experiment,
  format: FormatName,
): Promise<Observation[]> {
  const first = await Session.open(page, kernel, one, format);
  const second = await Session.open(page, kernel, other, format);
  const observations: Observation[] = [];
  try {
    for (let i = 0; i < one.commands.length; i++) {
      await second.perform(i);
      const observation = await first.perform(i);
      if (observation) observations.push(observation);
    }
  } finally {
    await first.close();
    await second.close();
  }
  return observations;
}
