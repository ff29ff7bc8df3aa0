import { AdapterError, type Hyperparameters, type Tensor } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { pack } from '../../reference/formats/storage.ts';
import type { Page } from '../../spec/language/page.ts';
import type { StatelessCase } from '../diagnosis/diagnose-stateless.ts';
import type { ScheduleClock } from '../diagnosis/schedule-clock.ts';
import { type ScheduleSteps, scheduleSteps } from '../generate/schedule-steps.ts';
import { LANE, type Point, symbolKey } from '../judge/point.ts';
import { leavingInputs, readOutput } from '../read-output.ts';
import type { CheckContext } from './check.ts';
import { scalarKeys } from './scalar.ts';

/** Rates that a subject gave for some steps of one run. */
export interface Rates {
  readonly steps: Float64Array;
  readonly got: Float64Array;
}

/** One choice of hyper-parameters, with what the subject answered. */
export interface ScheduleRun {
  readonly hyper: Hyperparameters;
  readonly within: Rates;
  /** After the end; absent where there is none, or the subject has no rate there. */
  readonly beyond?: Rates;
  /** The subject's own words where it refuses steps after the end. */
  readonly refusal?: string;
  readonly end: number | undefined;
}

/** The key of the number of the step. */
export const timeKey = (page: Page): string =>
  [...page.symbols.values()].find(({ role }) => role === 'time')?.key ?? page.call[0]!;

/** Asks for the rates at some steps. @throws AdapterError as the subject fails */
export async function askRates(
  { kernel, arithmetic }: CheckContext,
  page: Page,
  hyper: Hyperparameters,
  steps: Float64Array,
): Promise<Rates> {
  const format = FORMATS[arithmetic.format];
  const { output } = scalarKeys(page);
  const call: Tensor = { dtype: format.name, shape: [steps.length], data: pack(format, steps) };
  const info = { hyper, mode: page.modes[0] ?? '' };
  const outputs = await leavingInputs(page.id, [timeKey(page)], [call], (inputs) => kernel.forward!(inputs, info));
  return { steps, got: readOutput(outputs, output, { where: page.id, format: format.name, length: steps.length }) };
}

/** What a subject does that has no rate for a step: anything but falling silent. */
const REFUSALS: ReadonlySet<string> = new Set(['threw', 'wrong-type', 'wrong-length', 'missing-output']);

/** Asks for every step of one run, those after its end apart: a subject may have no rate there. */
export async function askSchedule(
  context: CheckContext,
  page: Page,
  hyper: Hyperparameters,
  end: number | undefined,
): Promise<ScheduleRun> {
  const asked: ScheduleSteps = scheduleSteps(page, hyper, FORMATS[context.arithmetic.format], end);
  const within = await askRates(context, page, hyper, asked.within);
  const run = { hyper, within, end };
  if (asked.beyond.length === 0) return run;
  try {
    return { ...run, beyond: await askRates(context, page, hyper, asked.beyond) };
  } catch (error) {
    if (!(error instanceof AdapterError) || !REFUSALS.has(error.fault)) throw error;
    return { ...run, refusal: (error.detail ?? error.message).split('\n')[0]!.trim() };
  }
}

/** Steps of one run as the judge wants them. */
export function schedulePoint(page: Page, hyper: Hyperparameters, steps: Float64Array): Point {
  const symbols = new Map([[symbolKey(timeKey(page), 0), steps]]);
  for (const [key, value] of Object.entries(hyper)) symbols.set(symbolKey(key, 0), Float64Array.of(value));
  return { symbols, extents: new Map([[LANE, steps.length]]) };
}

/**
 * Rates as the judge wants them: at the steps that the clock means, without those that it has none for.
 *
 * @param last steps after this one are judged as this one
 */
export function scheduleCase(
  page: Page,
  hyper: Hyperparameters,
  { steps, got }: Rates,
  clock: ScheduleClock,
  last = Number.POSITIVE_INFINITY,
): StatelessCase & { readonly steps: Float64Array } {
  const meant = Array.from(steps, (t) => clock.at(t));
  const kept = [...meant.keys()].filter((i) => meant[i] !== undefined);
  const at = Float64Array.from(kept, (i) => Math.min(meant[i]!, last));
  return {
    point: schedulePoint(page, hyper, at),
    got: Float64Array.from(kept, (i) => got[i]!),
    steps: Float64Array.from(kept, (i) => steps[i]!),
  };
}
