import type { FormatName } from '../../reference/formats/format.ts';
import type { ScheduleStep } from '../mpfr/cosine-warmup.ts';
import { logUniform } from './float.ts';
import type { Random } from './random.ts';

const RATES: readonly number[] = [0.001, Math.fround(0.001), 3e-4, 0.5, 1];

/** Any step of a schedule of up to 1,000; a third of them where the cosine is rational or the schedule turns. */
export function scheduleStep(random: Random, format: FormatName): ScheduleStep {
  const lrMax = random.bits() & 1 ? random.choose(RATES) : Math.abs(logUniform(random, format, -12, 2));
  if (random.integer(0, 2) > 0) {
    const totalSteps = random.integer(2, 1000);
    const warmupSteps = random.integer(1, totalSteps - 1);
    return { t: random.integer(0, totalSteps), lrMax, warmupSteps, totalSteps };
  }
  const warmupSteps = random.integer(1, 64);
  const span = 6 * random.integer(1, 150);
  const turn = random.choose([0, 1, 2, 3, 4, 5, 6].map((sixths) => warmupSteps + (span * sixths) / 6));
  const t = Math.min(turn + random.integer(-1, 1), warmupSteps + span);
  return { t, lrMax, warmupSteps, totalSteps: warmupSteps + span };
}
