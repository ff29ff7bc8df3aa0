import fc from 'fast-check';
import type { Hyperparameters, Tensor } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { pack } from '../../reference/formats/storage.ts';
import type { Page } from '../../spec/language/page.ts';
import { draw } from '../generate/random.ts';
import { isFailure } from '../judge/accuracy-class.ts';
import { Criterion } from '../judge/criterion.ts';
import { LANE, type Point, symbolKey } from '../judge/point.ts';
import { Tally } from '../judge/tally.ts';
import { findingOf, verdictOf } from '../judge/verdict.ts';
import { leavingInputs, readOutput } from '../read-output.ts';
import { buildModel } from '../stateful/model.ts';
import type { CheckContext, CheckOutcome } from './check.ts';
import { scalarKeys } from './scalar.ts';

/**
 * Hyper-parameters of the runs: dyadic first, a warm-up that does not divide the total, no round numbers, a long
 * run, and a warm-up of one step (where "starts at 0" and "starts at 1/T" differ most).
 */
const RUNS: readonly Hyperparameters[] = [
  { lrMax: 1, warmupSteps: 8, totalSteps: 40 },
  { lrMax: 0.001, warmupSteps: 7, totalSteps: 50 },
  { lrMax: 3e-4, warmupSteps: 10, totalSteps: 1000 },
  { lrMax: 0.5, warmupSteps: 1, totalSteps: 13 },
];

/** Further runs, drawn anew for every seed. */
const DRAWN = 6;

/**
 * Any warm-up, none included, and at least one step after it; rates over five orders of magnitude. Totals stay below
 * a thousand so that every step can be asked for.
 */
const RANDOM_RUN: fc.Arbitrary<Hyperparameters> = fc
  .record({
    mantissa: fc.integer({ min: 1, max: 9999 }),
    exponent: fc.integer({ min: -8, max: -3 }),
    warmupSteps: fc.integer({ min: 0, max: 99 }),
    rest: fc.integer({ min: 150, max: 600 }),
  })
  .map(({ mantissa, exponent, warmupSteps, rest }) => ({
    lrMax: mantissa * 10 ** exponent,
    warmupSteps,
    totalSteps: warmupSteps + rest,
  }));

const drawnRuns = (seed: number): readonly Hyperparameters[] =>
  draw(fc.array(RANDOM_RUN, { minLength: DRAWN, maxLength: DRAWN }), seed);

/** Judge every integer step of a schedule, junction included, under several hyper-parameters. */
export async function checkSchedule(context: CheckContext, page: Page): Promise<CheckOutcome> {
  const { kernel, arithmetic, effort } = context;
  const { output } = scalarKeys(page);
  const time = [...page.symbols.values()].find((symbol) => symbol.role === 'time')!.key;
  const model = buildModel(page, []);
  const expression = model.modes.values().next().value!.open.get(output)!;
  const criterion = new Criterion(page, output, expression, [LANE], page.scale.get(output));
  const format = FORMATS[arithmetic.format];
  const tally = new Tally(arithmetic);
  let script: string[] | undefined;
  for (const hyper of [...(effort.sweep ? RUNS : []), ...drawnRuns(effort.seed)]) {
    if (effort.expired()) break;
    // Half formats hold no odd step above 256 or 2,048: what they cannot be told is not asked.
    const steps = Float64Array.from({ length: hyper.totalSteps! + 1 }, (_, t) => t).filter(
      (t) => roundNumber(format, t) === t,
    );
    const call: Tensor = { dtype: format.name, shape: [steps.length], data: pack(format, steps) };
    const info = { hyper, mode: page.modes[0] ?? '' };
    const outputs = await leavingInputs(page.id, [time], [call], (inputs) => kernel.forward!(inputs, info));
    const got = readOutput(outputs, output, { where: page.id, format: format.name, length: steps.length });
    const symbols = new Map([[symbolKey(time, 0), steps]]);
    for (const [key, value] of Object.entries(hyper)) symbols.set(symbolKey(key, 0), Float64Array.of(value));
    const point: Point = { symbols, extents: new Map([[LANE, steps.length]]) };
    const judgement = criterion.judge(got, point, arithmetic);
    tally.add({ criterion, point, got, judgement, input: (i) => ({ [time]: [steps[i]!] }), place: (i) => steps[i]! });
    if (!script && judgement.classes.some(isFailure)) {
      script = [
        `hyper-parameters ${Object.entries(hyper)
          .map(([key, value]) => `${key}: ${value}`)
          .join(', ')}`,
      ];
    }
  }
  const verdict = verdictOf(tally, effort.expired());
  if (verdict.kind === 'pass') return { verdict, tally, findings: [], conventions: [] };
  return {
    verdict,
    tally,
    findings: [{ ...findingOf(tally, verdict), ...(script ? { script } : {}) }],
    conventions: [],
  };
}
