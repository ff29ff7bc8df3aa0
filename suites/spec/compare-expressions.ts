import { decimalText } from '../../reference/decimal-text.ts';
import { compareBounds, type Enclosure } from '../../reference/enclosure.ts';
import { evaluate } from '../../reference/evaluate.ts';
import { bigintField } from '../../reference/interval/bigint.ts';
import type { Expression } from '../../spec/language/expression.ts';
import { sameNormalForm } from '../../spec/language/normal-form.ts';
import type { Page } from '../../spec/language/page.ts';
import type { Rational } from '../../spec/language/rational.ts';
import { integers, type SamplePoint, samplePoint } from './sample-points.ts';

/** 60 decimal digits: a typing error in the last digit of a page's constant is 40 digits above the noise. */
const BITS = 200;
const field = bigintField(BITS);

export type Agreement =
  | { readonly status: 'proved'; readonly detail: string }
  | { readonly status: 'checked'; readonly detail: string }
  | { readonly status: 'refused'; readonly detail: string };

export const enclosureAt = (root: Expression, point: SamplePoint): Enclosure | undefined =>
  field.bounds(evaluate(field, root, point.environment, { bindings: point.bindings }));

/** Disjoint bounded enclosures: the two cannot be one number. Undefined where either side is unbounded or undefined. */
export function disagree(a: Enclosure | undefined, b: Enclosure | undefined): boolean | undefined {
  if (!a || !b) return undefined;
  if (typeof a.lower !== 'object' || typeof a.upper !== 'object') return undefined;
  if (typeof b.lower !== 'object' || typeof b.upper !== 'object') return undefined;
  return compareBounds(a.upper, b.lower) < 0 || compareBounds(b.upper, a.lower) < 0;
}

/** Are two expressions one function? By normal form where that decides, else at random rational points. */
export function compareExpressions(
  page: Page,
  left: Expression,
  right: Expression,
  points: number,
  seed: number,
  held: ReadonlyMap<string, Rational> = new Map(),
): Agreement {
  if (held.size === 0 && (left === right || sameNormalForm(left, right) === 'equal')) {
    return { status: 'proved', detail: 'one rational function of independent atoms' };
  }
  const random = integers(seed);
  let informative = 0;
  for (let i = 0; i < points; i++) {
    const point = samplePoint(page, random, held);
    const a = enclosureAt(left, point);
    const b = enclosureAt(right, point);
    const differ = disagree(a, b);
    if (differ === undefined) continue;
    informative++;
    if (differ) return { status: 'refused', detail: `${shown(a)} against ${shown(b)} at ${point.describe()}` };
  }
  // A comparison that never had two numbers to compare has shown nothing.
  if (informative < points / 2) {
    return { status: 'refused', detail: `only ${informative} of ${points} points gave two bounded values to compare` };
  }
  return { status: 'checked', detail: `${informative} points` };
}

export const shown = (enclosure: Enclosure | undefined): string => {
  if (!enclosure) return 'undefined';
  return typeof enclosure.lower === 'object' ? decimalText(enclosure.lower, 15) : enclosure.lower;
};
