import type { Page } from '../../spec/language/page.ts';
import type { Arithmetic } from './criterion.ts';
import { emulate } from './emulate.ts';
import { isOutside, type JudgedValues } from './recognise.ts';
import type { Algorithm } from './recognise-algorithms.ts';
import { sampleLanes } from './recognise-lanes.ts';

/** Lanes at which a form is tried, half of them where the subject left the class. */
const LANES = 1024;

/**
 * A form is worth recommending where it leaves at most this share of the values outside the class that the subject
 * does. None may be sound to the last subnormal; one that is little better is no advice.
 */
const REMAINING = 1 / 4;

/**
 * The form of a page that leaves the fewest of these values outside the `mixed` class when it is carried out in this
 * format, its accuracy form before others that do as well: what to write instead. A form that is sound over the reals
 * may still overflow in a format, so each is tried rather than believed.
 *
 * @returns its equations as LaTeX, or undefined where none is much better than the subject
 */
export function soundForm(
  page: Page,
  algorithms: readonly Algorithm[],
  values: readonly JudgedValues[],
  arithmetic: Arithmetic,
): readonly string[] | undefined {
  const tried = values
    .filter(({ judgement }) => judgement.classes.some(isOutside))
    .map((one) => sampleLanes(one, LANES));
  const style = { sums: 'sequential', reciprocals: 'multiplied', fast: true } as const;
  const left = ({ expressions }: Algorithm): number =>
    total(tried, ({ criterion, point }) => {
      const expression = expressions.get(criterion.expression);
      if (!expression) return Number.POSITIVE_INFINITY;
      const { value } = emulate(page, expression, criterion.indices, point, arithmetic, style);
      return count(criterion.judge(value, point, arithmetic).classes);
    });
  const accuracyFirst = [...algorithms].sort((a, b) => Number(b.id === ACCURACY) - Number(a.id === ACCURACY));
  let best: readonly string[] | undefined;
  let fewest = REMAINING * total(tried, ({ judgement }) => count(judgement.classes));
  for (const algorithm of accuracyFirst) {
    const outside = left(algorithm);
    if (outside > fewest || (best && outside === fewest)) continue;
    fewest = outside;
    best = algorithm.latex;
    if (outside === 0) break;
  }
  return best;
}

const ACCURACY = 'accuracy-form';

const count = (classes: Uint8Array): number => classes.filter(isOutside).length;

const total = (list: readonly JudgedValues[], of: (one: JudgedValues) => number): number =>
  list.reduce((sum, one) => sum + of(one), 0);
