import type { Page } from '../../spec/language/page.ts';
import { axesOf, type TensorCase } from '../generate/tensor-cases.ts';
import { COTANGENT } from '../judge/point.ts';

/** Calls that shrinking may make: it is deterministic, unlike a time limit. */
const SHRINK_CALLS = 240;

/** The part of a row-major tensor that is left when some axes are cut to fewer elements from their start. */
function cut(
  values: readonly number[],
  axes: readonly string[],
  from: ReadonlyMap<string, number>,
  to: ReadonlyMap<string, number>,
): number[] {
  const kept: number[] = [];
  const visit = (axis: number, offset: number): void => {
    if (axis === axes.length) {
      kept.push(values[offset]!);
      return;
    }
    const size = from.get(axes[axis]!) ?? 1;
    for (let i = 0; i < (to.get(axes[axis]!) ?? 1); i++) visit(axis + 1, offset * size + i);
  };
  visit(0, 0);
  return kept;
}

function resized(page: Page, one: TensorCase, extent: string, size: number): TensorCase {
  const sizes = new Map(one.sizes).set(extent, size);
  const part = (key: string, values: readonly number[]) => cut(values, axesOf(page, key), one.sizes, sizes);
  const inputs = Object.fromEntries(Object.entries(one.inputs).map(([key, values]) => [key, part(key, values)]));
  return { ...one, sizes, inputs, cotangent: part(COTANGENT, one.cotangent) };
}

/** Values a person would rather read, the simplest first. */
function simpler(x: number, accepts: (x: number) => boolean): number[] {
  const candidates = [0, Math.sign(x), Math.trunc(x), Number(x.toPrecision(2))];
  return [...new Set(candidates)].filter((y) => y !== x && accepts(y));
}

/** Which values belong to the format and to an input's domain. */
export type Accepts = (key: string, x: number) => boolean;

/**
 * Lengths tried one by one, the shortest first: what fails at the tail behind a block of 4, 8 or 16 passes at every
 * multiple of it, so that halving alone would stop at a long axis.
 */
const SHORT: readonly number[] = Array.from({ length: 17 }, (_, i) => i + 1);

/** Cases a little simpler than this one: shorter axes, then simpler values. */
function* simplerCases(page: Page, one: TensorCase, accepts: Accepts): Generator<TensorCase> {
  for (const [extent, size] of one.sizes) {
    for (const smaller of new Set([...SHORT, size >> 1, size - 1])) {
      if (smaller >= 1 && smaller < size) yield resized(page, one, extent, smaller);
    }
  }
  for (const [key, values] of Object.entries(one.inputs)) {
    for (let i = 0; i < values.length; i++) {
      for (const value of simpler(values[i]!, (x) => accepts(key, x))) {
        yield { ...one, inputs: { ...one.inputs, [key]: values.with(i, value) } };
      }
    }
  }
}

/**
 * A smaller case on which the subject still fails: axes as short and values as simple as a bounded number of calls
 * finds.
 */
export async function shrinkTensor(
  page: Page,
  start: TensorCase,
  accepts: Accepts,
  fails: (candidate: TensorCase) => Promise<boolean>,
): Promise<TensorCase> {
  let best = start;
  let calls = 0;
  for (let progress = true; progress; ) {
    progress = false;
    for (const candidate of simplerCases(page, best, accepts)) {
      if (calls++ >= SHRINK_CALLS) return best;
      if (!(await fails(candidate))) continue;
      best = candidate;
      progress = true;
      break;
    }
  }
  return best;
}
