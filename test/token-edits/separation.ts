import fc from 'fast-check';
import type { Adapter, Hyperparameters } from '../../adapters/contract.ts';
import { decodeHalf } from '../../reference/formats/bits.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { ulpOf } from '../../reference/formats/ulp.ts';
import type { Page } from '../../spec/language/page.ts';
import { rationalFromNumber } from '../../spec/language/rational.ts';
import { pointOf, scalarCall, scalarCriterion, scalarKeys } from '../../suites/checks/scalar.ts';
import { callTensor, tensorPoint, valueTarget } from '../../suites/checks/tensor.ts';
import { floatArbitrary } from '../../suites/generate/floats.ts';
import { draw } from '../../suites/generate/random.ts';
import { hyperArbitrary, settingsOf } from '../../suites/generate/settings.ts';
import { tensorCaseArbitrary } from '../../suites/generate/tensor-cases.ts';
import { conforms, UNINFORMATIVE } from '../../suites/judge/accuracy-class.ts';
import { type Arithmetic, Criterion, type Judgement } from '../../suites/judge/criterion.ts';
import { LANE } from '../../suites/judge/point.ts';
import { buildModel } from '../../suites/stateful/model.ts';

export interface Separation {
  /** Every value of the sample is in class `mixed` or better. */
  readonly conforms: boolean;
  /** The largest distance from the exact value, in ulp of the format. */
  readonly ulp: number;
}

/** Other numbers than those of any check: its own seed, and other patterns. */
const SEED = 77_003;
const RANDOM = 4_096;
const CASES = 30;

/** Steps of a schedule, and how many choices of its hyper-parameters they are looked at under. */
const TIMES = 160;
const SCHEDULE_RUNS = 40;

/** Hyper-parameters from their domains, as far as they fit together: a warm-up within the total, a floor below the top, rates below one. */
function runsOf(page: Page): readonly Hyperparameters[] {
  const symbols = [...page.symbols.values()].filter(({ role }) => role === 'hyper');
  const all = fc.record(Object.fromEntries(symbols.map(({ key, domain }) => [key, hyperArbitrary(domain)])));
  const fits = ({ warmupSteps = 0, totalSteps = Infinity, lrMin = 0, lrMax = 0.5 }: Hyperparameters): boolean =>
    warmupSteps < totalSteps && lrMin < lrMax && lrMax < 1;
  return draw(fc.array(all.filter(fits), { minLength: SCHEDULE_RUNS, maxLength: SCHEDULE_RUNS }), SEED);
}

function sample(page: Page, name: FormatName): Float64Array {
  const format = FORMATS[name];
  // Every third float16 pattern: 11 digits where a check sweeps the 8 of bfloat16.
  const patterns = Array.from({ length: 21_845 }, (_, i) => roundNumber(format, decodeHalf(FORMATS.float16, 3 * i)));
  const arbitrary = floatArbitrary({ format: name, landmarks: page.landmarks });
  const random = draw(fc.array(arbitrary, { minLength: RANDOM, maxLength: RANDOM }), SEED);
  return Float64Array.from([...patterns, ...random].filter(Number.isFinite));
}

/** The largest distance from the exact values, in ulp of the format. */
export function distance(name: FormatName, got: ArrayLike<number>, { exact }: Judgement): number {
  let largest = 0;
  for (let i = 0; i < got.length; i++) {
    const [y, f] = [got[i]!, exact.lower[i]!];
    if (!Number.isFinite(y) || !Number.isFinite(f) || y === f) continue;
    const { num, den } = ulpOf(FORMATS[name], rationalFromNumber(f));
    largest = Math.max(largest, (Math.abs(y - f) * Number(den)) / Number(num));
  }
  return largest;
}

/** Judges a subject against a page on a dense sample that no check uses; a schedule also against the page under patches. */
export async function conformsEverywhere(
  page: Page,
  adapter: Adapter,
  format: FormatName,
  patches: readonly string[] = [],
): Promise<Separation> {
  const kernel = adapter.kernels.get(page.id)!;
  const arithmetic: Arithmetic = { format, scalarFormat: adapter.scalarFormat, flushes: false };
  let good = true;
  let ulp = 0;
  const add = (got: ArrayLike<number>, judgement: Judgement): void => {
    good &&= judgement.classes.every((code) => conforms(code) || (page.kind === 'schedule' && code === UNINFORMATIVE));
    ulp = Math.max(ulp, distance(format, got, judgement));
  };
  if (page.kind === 'schedule') {
    const { output } = scalarKeys(page);
    const { open } = buildModel(page, patches).modes.values().next().value!;
    const criterion = new Criterion(page, output, open.get(output)!, [LANE], page.scale.get(output));
    const t = Float64Array.from({ length: TIMES }, (_, i) => i);
    for (const hyper of runsOf(page)) {
      const got = await scalarCall(page, kernel, { arithmetic }, 'value', hyper)(t);
      add(got, criterion.judge(got, pointOf(page.call[0]!, t, hyper), arithmetic));
    }
    return { conforms: good, ulp };
  }
  for (const { hyper } of settingsOf(page, kernel, SEED)) {
    if (page.kind === 'scalar') {
      const x = sample(page, format);
      const got = await scalarCall(page, kernel, { arithmetic }, 'value', hyper)(x);
      add(got, scalarCriterion(page, 'value').judge(got, pointOf(page.call[0]!, x, hyper), arithmetic));
      continue;
    }
    const { criterion, geometry } = valueTarget(page, format);
    const cases = draw(fc.array(tensorCaseArbitrary(geometry, hyper), { minLength: CASES, maxLength: CASES }), SEED);
    for (const one of cases) {
      const got = (await callTensor(page, kernel, one, format, 'value')).get(scalarKeys(page).output)!;
      add(got, criterion.judge(got, tensorPoint(page, one), arithmetic));
    }
  }
  return { conforms: good, ulp };
}
