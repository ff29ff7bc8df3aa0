import type { Expression } from '../../spec/language/expression.ts';
import { isBounds, type Point, symbolKey } from '../judge/point.ts';

/**
 * Is the value 0 because every term of it is, with a factor that is exactly 0? Products and sums of zeros are exact in
 * every format, so nothing is excused about such a value: a sum of squares of gradients that were all 0 is 0.
 */
export function isExactZero(expression: Expression, point: Point, element: number): boolean {
  const vanishes = (node: Expression): boolean => {
    switch (node.kind) {
      case 'symbol': {
        const values = point.symbols.get(symbolKey(node.key, node.lag));
        if (!values) return false;
        const { lower, upper } = isBounds(values) ? values : { lower: values, upper: values };
        const at = lower.length === 1 ? 0 : element;
        return lower[at] === 0 && upper[at] === 0;
      }
      case 'literal':
        return node.value.num === 0n;
      case 'neg':
        return vanishes(node.operand);
      case 'add':
      case 'sub':
      case 'min':
      case 'max':
        return vanishes(node.left) && vanishes(node.right);
      case 'mul':
        return vanishes(node.left) || vanishes(node.right);
      case 'power':
        return vanishes(node.base) && node.exponent.kind === 'literal' && node.exponent.value.num > 0n;
      default:
        return false;
    }
  };
  return vanishes(expression);
}
