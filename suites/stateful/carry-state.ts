import { FORMATS, type Format } from '../../reference/formats/format.ts';
import { distinctNodes, type Expression, integer, select } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import type { Bounds } from '../judge/classify.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import type { Point } from '../judge/point.ts';
import { isCount, isExactLiteral } from '../judge/widening.ts';
import { isExactZero } from './exact-zero.ts';
import type { CriterionCache } from './judge-trace.ts';

/**
 * What a hidden state may be after a step, from what it may have been before: the `mixed` class of its equation, except
 * that what is not computed is not rounded. A case that copies an input, a state or a number (the best value so far), or
 * that counts in whole numbers, gives exactly that in every format, and so does a sum of zeros; only *which* case is taken
 * is left open where rounding could decide it. The result is then the hull of the cases that are possible. Where the
 * equation has no value it is the whole line.
 */
export function carryState(
  key: string,
  expression: Expression,
  point: Point,
  arithmetic: Arithmetic,
  cache: CriterionCache,
): Bounds {
  const { page } = cache;
  const format = FORMATS[arithmetic.format];
  const cases = distinctCases(expression);
  const parts = cases.map((one) => {
    const criterion = cache.get(key, one);
    const bounds = isUnrounded(page, one, format) ? criterion.exact(point) : criterion.mixed(point, arithmetic);
    return { one, bounds, possible: possibility(key, expression, one, cases, point, arithmetic, cache) };
  });
  const size = parts[0]!.bounds.lower.length;
  const lower = new Float64Array(size).fill(Number.POSITIVE_INFINITY);
  const upper = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  for (const { one, bounds, possible } of parts) {
    for (let i = 0; i < size; i++) {
      if (!possible(i)) continue;
      const [low, high] = [bounds.lower[i]!, bounds.upper[i]!];
      const defined = low <= high;
      if (defined && low <= 0 && high >= 0 && isExactZero(one, point, i)) {
        lower[i] = Math.min(lower[i]!, 0);
        upper[i] = Math.max(upper[i]!, 0);
        continue;
      }
      lower[i] = Math.min(lower[i]!, defined ? low : Number.NEGATIVE_INFINITY);
      upper[i] = Math.max(upper[i]!, defined ? high : Number.POSITIVE_INFINITY);
    }
  }
  for (let i = 0; i < size; i++) {
    if (lower[i]! <= upper[i]!) continue;
    lower[i] = Number.NEGATIVE_INFINITY;
    upper[i] = Number.POSITIVE_INFINITY;
  }
  return { lower, upper };
}

/** The values among which the cases of an expression choose; itself where it has none. */
function distinctCases(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'select') return [expression];
  return [...new Set([...distinctCases(expression.then), ...distinctCases(expression.otherwise)])];
}

/** Is the value of an expression one that every format holds without rounding, as far as its operands are held? */
function isUnrounded(page: Page, expression: Expression, format: Format): boolean {
  switch (expression.kind) {
    case 'symbol':
      // A hyper-parameter is rounded to the format unless it is a whole number.
      return page.symbols.get(expression.key)?.role !== 'hyper' || isCount(page, expression.key);
    case 'literal':
      return isExactLiteral(expression.value, format.precision);
    case 'neg':
      return isUnrounded(page, expression.operand, format);
    case 'min':
    case 'max':
      return isUnrounded(page, expression.left, format) && isUnrounded(page, expression.right, format);
    case 'add':
    case 'sub':
      return distinctNodes(expression).every((node) => isWhole(page, node));
    default:
      return false;
  }
}

/** Part of a sum of whole numbers, none of which any run makes too large for a format. */
function isWhole(page: Page, node: Expression): boolean {
  if (node.kind === 'symbol') return isCount(page, node.key);
  if (node.kind === 'literal') return node.value.den === 1n;
  return node.kind === 'add' || node.kind === 'sub' || node.kind === 'neg';
}

/** For each element: may the expression come to this case, with all that the `mixed` class excuses in its conditions? */
function possibility(
  key: string,
  expression: Expression,
  one: Expression,
  cases: readonly Expression[],
  point: Point,
  arithmetic: Arithmetic,
  cache: CriterionCache,
): (element: number) => boolean {
  if (cases.length === 1) return () => true;
  const chosen = (node: Expression): Expression => {
    if (node === one) return integer(1);
    return node.kind === 'select' ? select(node.condition, chosen(node.then), chosen(node.otherwise)) : integer(0);
  };
  const { upper } = cache.get(key, chosen(expression)).mixed(point, arithmetic);
  return (i) => upper[i]! > 1 / 2;
}
