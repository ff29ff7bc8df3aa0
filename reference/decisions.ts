import { type Condition, children, type Expression } from '../spec/language/expression.ts';

/**
 * Which decisions of an expression are taken on whole numbers, where rounding has no say.
 *
 * A condition or a `floor` turns the smallest error into a jump, so a widened evaluation could never judge the step at
 * which a schedule drops, or the patience that runs out. But a whole number below 2^p is exact in a format of p bits, as
 * are sums and products of such numbers as long as they stay below, and a quotient of two that is a whole number. A
 * quotient that is none lies at least 1/b from the next whole number, where b is the divisor, and its rounding error is
 * at most 2^-p a/b: no correct rounding reaches that number while a < 2^p. Nor can it pass another whole number in a
 * comparison, since rounding is monotonic. The same goes for a quotient and a literal as 1/2, which is how people round:
 * it doubles the divisor. So in such decisions nothing is excused.
 */
export class Decisions {
  readonly #counts: (key: string) => boolean;
  readonly #known = new Map<Expression, Counted>();

  /** @param counts says of which symbols every value is a whole number */
  constructor(counts: (key: string) => boolean) {
    this.#counts = counts;
  }

  /**
   * For each operand of a node, in the order of `children`: is it evaluated as a whole number, which nothing widens?
   *
   * @param exact whether the node itself is
   */
  operands(node: Expression, exact: boolean): readonly boolean[] {
    if (node.kind === 'select') return [...this.#compared(node.condition), exact, exact];
    const inside = exact || (node.kind === 'call' && node.fn === 'floor' && this.#kind(node.argument) !== 'no');
    return children(node).map(() => inside);
  }

  /** Is a comparison one of whole numbers, or of a quotient of two with one? */
  isCounted(comparison: Extract<Condition, { kind: 'compare' }>): boolean {
    const [left, right] = [this.#kind(comparison.left), this.#kind(comparison.right)];
    // Two quotients may lie closer than their rounding, and so compare as equal where they are not.
    return left !== 'no' && right !== 'no' && !(left === 'quotient' && right === 'quotient');
  }

  /** Is the argument of a `floor` a whole number, or a quotient of two? */
  isCountedFloor(argument: Expression): boolean {
    return this.#kind(argument) !== 'no';
  }

  #compared(condition: Condition): boolean[] {
    if (condition.kind === 'and') return condition.parts.flatMap((part) => this.#compared(part));
    const counted = this.isCounted(condition);
    return [counted, counted];
  }

  #kind(node: Expression): Counted {
    let kind = this.#known.get(node);
    if (kind === undefined) this.#known.set(node, (kind = this.#find(node)));
    return kind;
  }

  #find(node: Expression): Counted {
    switch (node.kind) {
      case 'literal':
        return node.value.den === 1n ? 'whole' : node.value.den === 2n ? 'half' : 'no';
      case 'symbol':
        return this.#counts(node.key) ? 'whole' : 'no';
      case 'index':
      case 'extent':
        return 'whole';
      case 'neg':
        return this.#kind(node.operand);
      case 'add':
      case 'sub':
        return sum(this.#kind(node.left), this.#kind(node.right));
      case 'min':
      case 'max':
      case 'mul':
        return both(this.#kind(node.left), this.#kind(node.right));
      case 'div':
        if (node.left.kind === 'literal' && isTwo(node.right)) return this.#kind(node.left) === 'whole' ? 'half' : 'no';
        return both(this.#kind(node.left), this.#kind(node.right)) === 'whole' ? 'quotient' : 'no';
      case 'power':
        return isTwo(node.exponent) ? both(this.#kind(node.base), 'whole') : 'no';
      case 'call':
        if (node.fn === 'floor') return this.#kind(node.argument) === 'no' ? 'no' : 'whole';
        return node.fn === 'abs' || node.fn === 'sign' ? both(this.#kind(node.argument), 'whole') : 'no';
      case 'select':
        return both(this.#kind(node.then), this.#kind(node.otherwise));
      default:
        return 'no';
    }
  }
}

type Counted = 'whole' | 'half' | 'quotient' | 'no';

const both = (a: Counted, b: Counted): Counted => (a === 'whole' && b === 'whole' ? 'whole' : 'no');

/** A whole number added to a quotient moves it between others; two quotients may meet closer than either divisor says. */
function sum(a: Counted, b: Counted): Counted {
  if (a === 'no' || b === 'no' || (a === 'quotient' && b === 'quotient')) return 'no';
  return a === 'whole' && b === 'whole' ? 'whole' : 'quotient';
}

const isTwo = (node: Expression): boolean => node.kind === 'literal' && node.value.den === 1n && node.value.num === 2n;
