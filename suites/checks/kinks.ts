import { FORMATS } from '../../reference/formats/format.ts';
import { nextDown, nextUp } from '../../reference/formats/ordered.ts';
import { roundRational } from '../../reference/formats/round.ts';
import type { Rational } from '../../spec/language/rational.ts';
import { ROUNDED } from '../judge/accuracy-class.ts';
import type { Arithmetic, Judgement } from '../judge/criterion.ts';
import { pointOf, type ScalarFunction } from './scalar.ts';

/**
 * Derivatives at kinks: every value between the two one-sided derivatives passes (the subdifferential; Clarke,
 * Optimization and Nonsmooth Analysis, 1983, section 2.1), and which one a subject takes is a convention to report.
 *
 * The one-sided derivatives are read at the neighbouring values of the format, where the operator is smooth.
 */
export class Kinks {
  readonly #at: readonly { readonly x: number; readonly lower: number; readonly upper: number }[];
  readonly #chosen = new Map<number, number>();

  constructor(
    { criterion, input, hyper }: Pick<ScalarFunction, 'criterion' | 'input' | 'hyper'>,
    kinks: readonly Rational[],
    arithmetic: Arithmetic,
  ) {
    const format = FORMATS[arithmetic.format];
    this.#at = kinks.map((kink) => {
      const x = roundRational(format, kink);
      const sides = criterion.exact(pointOf(input, Float64Array.of(nextDown(format, x), nextUp(format, x)), hyper));
      return { x, lower: Math.min(...sides.lower), upper: Math.max(...sides.upper) };
    });
  }

  /**
   * Accept values at kinks that lie between the one-sided derivatives. In the answers returned the page's own choice
   * stands in for them, so that whoever judges or shows them later sees a correct value.
   */
  accept(x: Float64Array, got: Float64Array, judgement: Judgement): Float64Array {
    let accepted = got;
    for (const kink of this.#at) {
      for (let i = 0; i < x.length; i++) {
        const y = got[i]!;
        if (x[i] !== kink.x || !(y >= kink.lower && y <= kink.upper)) continue;
        if (accepted === got) accepted = got.slice();
        accepted[i] = judgement.exact.lower[i]!;
        judgement.classes[i] = ROUNDED;
        this.#chosen.set(kink.x, y);
      }
    }
    return accepted;
  }

  conventions(): string[] {
    return [...this.#chosen].map(([x, y]) => `derivative at the kink ${x}: ${y}`);
  }
}
