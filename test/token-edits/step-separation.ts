import fc from 'fast-check';
import type { Adapter } from '../../adapters/contract.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import type { Page } from '../../spec/language/page.ts';
import { floatArbitrary } from '../../suites/generate/floats.ts';
import { publishedDefault } from '../../suites/generate/published-default.ts';
import { draw } from '../../suites/generate/random.ts';
import { hyperArbitrary, isInDomain } from '../../suites/generate/settings.ts';
import { conforms, UNINFORMATIVE } from '../../suites/judge/accuracy-class.ts';
import type { Arithmetic } from '../../suites/judge/criterion.ts';
import { isBounds, LANE, type Point } from '../../suites/judge/point.ts';
import type { Experiment } from '../../suites/stateful/experiment.ts';
import { CriterionCache, judgeTrace } from '../../suites/stateful/judge-trace.ts';
import { buildModel } from '../../suites/stateful/model.ts';
import { runExperiment } from '../../suites/stateful/trace.ts';
import { distance, type Separation } from './separation.ts';

/** Other runs than those of any check: their own seed, more steps, more elements, values of every size. */
const SEED = 77_003;
const RUNS = 40;
const STEPS = 14;
const ELEMENTS = 16;

/** Values over the whole format in every other run, near 1 elsewhere, where nothing overflows. */
function rowsArbitrary(format: FormatName): fc.Arbitrary<readonly number[][]> {
  const wide = floatArbitrary({ format, landmarks: [] }).map((x) => (Number.isFinite(x) ? x : 1));
  const near = fc
    .tuple(fc.integer({ min: -4096, max: 4096 }), fc.integer({ min: -6, max: 0 }))
    .map(([k, e]) => roundNumber(FORMATS[format], k * 2 ** e));
  const rows = (x: fc.Arbitrary<number>) =>
    fc.array(fc.array(x, { minLength: ELEMENTS, maxLength: ELEMENTS }), { minLength: STEPS + 1, maxLength: STEPS + 1 });
  return fc.oneof(rows(wide), rows(near));
}

/** From the domains or published; a smallest rate lies below the first one. */
function hyperOf(page: Page): fc.Arbitrary<Record<string, number>> {
  const symbols = [...page.symbols.values()].filter(({ role }) => role === 'hyper');
  return fc
    .record(
      Object.fromEntries(
        symbols.map(({ key, domain }) => {
          const published = publishedDefault(page, key);
          const drawn = hyperArbitrary(domain);
          const usual = published !== undefined && isInDomain(published, domain) ? [fc.constant(published)] : [];
          return [key, fc.oneof(drawn, ...usual)];
        }),
      ),
    )
    .filter(({ lrMin = 0, lrInitial = 1 }) => lrMin < lrInitial);
}

function experimentsOf(page: Page, format: FormatName): Experiment[] {
  const one = fc.record({ hyper: hyperOf(page), rows: rowsArbitrary(format) }).map(({ hyper, rows }): Experiment => {
    const keys = page.call.filter((key) => page.symbols.get(key)?.role === 'input');
    const parameters = page.call.filter((key) => page.symbols.get(key)?.role === 'parameter');
    return {
      id: 'separation',
      hyper,
      parameters: Object.fromEntries(parameters.map((key) => [key, rows[0]!])),
      extents: new Map([[LANE, ELEMENTS]]),
      commands: rows
        .slice(1)
        .map((row) => ({ kind: 'step', inputs: Object.fromEntries(keys.map((key) => [key, row])) })),
    };
  });
  return draw(fc.array(one, { minLength: RUNS, maxLength: RUNS }), SEED);
}

/** Is everything that an element is given and holds before the step a finite number? */
function finiteBefore({ symbols }: Point, element: number): boolean {
  return [...symbols].every(([key, values]) => {
    if (!key.endsWith('@1')) return true;
    const arrays = isBounds(values) ? [values.lower, values.upper] : [values];
    return arrays.every((array) => Number.isFinite(array[array.length > 1 ? element : 0]));
  });
}

/** Judges a stateful subject against a page, or the page under patches, in runs that no check makes. */
export async function conformsInEveryRun(
  page: Page,
  adapter: Adapter,
  format: FormatName,
  patches: readonly string[] = [],
): Promise<Separation> {
  const kernel = adapter.kernels.get(page.id)!;
  const arithmetic: Arithmetic = { format, scalarFormat: adapter.scalarFormat, flushes: false };
  const model = buildModel(page, patches);
  const cache = new CriterionCache(page);
  let good = true;
  let ulp = 0;
  for (const experiment of experimentsOf(page, format)) {
    const trace = await runExperiment(page, kernel, experiment, format);
    for (const { got, judgement, point } of judgeTrace(trace, model, arithmetic, cache)) {
      // Once a state is beyond the format, equal mathematics may be infinite or NaN.
      const known = (i: number): boolean => finiteBefore(point, i);
      good &&= judgement.classes.every((code, i) => conforms(code) || code === UNINFORMATIVE || !known(i));
      ulp = Math.max(ulp, distance(format, got, judgement));
    }
  }
  return { conforms: good, ulp };
}
