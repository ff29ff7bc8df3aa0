import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import type { Bounds } from '../judge/classify.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { LANE } from '../judge/point.ts';
import { carryState } from './carry-state.ts';
import { CriterionCache } from './judge-trace.ts';
import { buildModel } from './model.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const arithmetic: Arithmetic = { format: 'float32', scalarFormat: 'float64', flushes: false };

/** One state of a page carried over one step of one element. */
function carried(
  id: string,
  key: string,
  symbols: Readonly<Record<string, number | readonly [number, number]>>,
): Bounds {
  const page = pages.get(id)!;
  const open = buildModel(page, []).modes.values().next().value!.open;
  const values = Object.entries(symbols).map(([name, value]): [string, Float64Array | Bounds] => [
    name,
    typeof value === 'number'
      ? Float64Array.of(value)
      : { lower: Float64Array.of(value[0]), upper: Float64Array.of(value[1]) },
  ]);
  const point = { symbols: new Map(values), extents: new Map([[LANE, 1]]) };
  return carryState(key, open.get(key)!, point, arithmetic, new CriterionCache(page));
}

const stopping = (best: number | readonly [number, number], metric: number, wait: number) =>
  ({ 'best@1': best, 'wait@1': wait, 'metric@0': metric, 'minDelta@0': 1, 'patience@0': 2, 't@0': 2 }) as const;

const interval = ({ lower, upper }: Bounds): [number, number] => [lower[0]!, upper[0]!];

describe('a hidden state', () => {
  it('is exactly the number that is copied, since a copy is not rounded', () => {
    expect(interval(carried('schedule/early-stopping', 'best', stopping(8, 0.1, 1)))).toEqual([0.1, 0.1]);
    expect(interval(carried('schedule/early-stopping', 'best', stopping(8, 9, 1)))).toEqual([8, 8]);
  });

  it('is exactly the whole number that is counted', () => {
    expect(interval(carried('schedule/early-stopping', 'wait', stopping(8, 9, 3)))).toEqual([4, 4]);
    expect(interval(carried('schedule/early-stopping', 'wait', stopping(8, 1, 3)))).toEqual([0, 0]);
  });

  it('is any of the cases between which rounding could decide', () => {
    expect(interval(carried('schedule/early-stopping', 'wait', stopping([7.9, 8.1], 7, 3)))).toEqual([0, 4]);
    expect(interval(carried('schedule/early-stopping', 'best', stopping([7.9, 8.1], 7, 3)))).toEqual([7, 8.1]);
  });

  it('is exactly 0 where all that is added up is', () => {
    const squares = (before: number, g: number) =>
      interval(carried('optimizer/rmsprop', 'v', { 'v@1': before, 'g@0': g, 'rho@0': 0.9 }));
    expect(squares(0, 0).map(Math.abs)).toEqual([0, 0]);
    expect(squares(0, 2 ** -40)[1]).toBeGreaterThan(0);
    expect(squares(2 ** -40, 0)[1]).toBeGreaterThan(0);
  });

  it('is widened by what the format rounds where it is computed', () => {
    const [lower, upper] = interval(
      carried('optimizer/momentum', 'velocity', { 'velocity@1': 1, 'g@0': 1, 'momentum@0': 0.5 }),
    );
    expect(lower).toBeLessThan(1.5);
    expect(upper).toBeGreaterThan(1.5);
    expect(upper - lower).toBeLessThan(1e-5);
  });
});
