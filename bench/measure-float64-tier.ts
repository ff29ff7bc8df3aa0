import { Bench } from 'tinybench';
import { loadSpec } from '../cli/load-spec.ts';
import { compileTape } from '../reference/float64/tape.ts';
import { FORMATS } from '../reference/formats/format.ts';
import type { Page } from '../spec/language/page.ts';
import { Criterion } from '../suites/judge/criterion.ts';
import { LANE, type Point, symbolKey } from '../suites/judge/point.ts';
import { judgingWidening } from '../suites/judge/widening.ts';
import { buildModel } from '../suites/stateful/model.ts';
import type { Measurement } from './measurement.ts';
import { medians } from './medians.ts';
import { spreadPoints } from './spread-points.ts';

/** As many values as there are patterns of 16 bits: the size of a sweep. */
const VALUES = 65_536;

/** Where activations do everything. Values of float32, so that they are inputs of the format. */
const x = spreadPoints(VALUES, -10, 10).map(Math.fround);
const point: Point = { symbols: new Map([[symbolKey('x', 0), x]]), extents: new Map([[LANE, VALUES]]) };

/** The expression that judges the value of a page: its accuracy form. */
function criterionOf(page: Page): Criterion {
  const expression = [...buildModel(page, []).modes.values()][0]!.open.get('y')!;
  return new Criterion(page, 'y', expression, [LANE], page.scale.get('y'));
}

/** Enclosures a second, of exact values and of the mixed class, and values judged a second. */
export async function measureFloat64Tier(): Promise<Measurement[]> {
  const pages = loadSpec(undefined);
  const bench = new Bench({ time: 1000 });
  const symbols = new Map([[symbolKey('x', 0), { lower: x, upper: x }]]);
  for (const name of ['sigmoid', 'tanh', 'gelu']) {
    const page = pages.get(`activation/${name}`)!;
    const { expression, K } = criterionOf(page);
    const tape = compileTape([expression], { indicesOf: () => [LANE] });
    const widening = judgingWidening(page, FORMATS.float32, FORMATS.float32, K, false);
    bench.add(`enclosures of ${name}, exact inputs`, () => void tape.run({ symbols, extents: point.extents }));
    bench.add(
      `enclosures of ${name}, widened inputs`,
      () => void tape.run({ symbols, extents: point.extents, widening }),
    );
  }
  const criterion = criterionOf(pages.get('activation/sigmoid')!);
  const answers = x.map((value) => Math.fround(1 / (1 + Math.exp(-value))));
  const arithmetic = { format: 'float32', scalarFormat: 'float32', flushes: false } as const;
  bench.add('values of sigmoid judged, answers given', () => void criterion.judge(answers, point, arithmetic));
  const milliseconds = await medians(bench);
  return milliseconds.map(({ what, value }) => ({ what, value: VALUES / value / 1000, unit: 'million/s' as const }));
}
