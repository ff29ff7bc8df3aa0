import { FORMATS, type Format } from '../../reference/formats/format.ts';
import { nextDown, nextUp } from '../../reference/formats/ordered.ts';
import { roundRational } from '../../reference/formats/round.ts';
import type { Rational } from '../../spec/language/rational.ts';
import { ROUNDED } from '../judge/accuracy-class.ts';
import type { Arithmetic, Judgement } from '../judge/criterion.ts';
import { exponentOf, twoTo } from '../judge/float-exponent.ts';
import { pointOf, type ScalarFunction } from './scalar.ts';

const ulp = (t: number, { precision, emin }: Format): number =>
  twoTo(Math.max(exponentOf(Math.abs(t)), emin) - precision + 1);

/**
 * Derivatives at kinks: every value between the two one-sided derivatives passes (the subdifferential; Clarke,
 * Optimization and Nonsmooth Analysis, 1983, section 2.1), and which one a subject takes is a convention to report.
 *
 * The one-sided derivatives are read at the neighbours of the kink in float64, where the operator is smooth; a subject
 * computes them like any other derivative, so each end may be off by the K ulp of class `relative` in its format.
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
      const near = roundRational(FORMATS.float64, kink);
      const beside = Float64Array.of(nextDown(FORMATS.float64, near), nextUp(FORMATS.float64, near));
      const sides = criterion.exact(pointOf(input, beside, hyper));
      const [lower, upper] = [Math.min(...sides.lower), Math.max(...sides.upper)];
      return {
        x: roundRational(format, kink),
        lower: lower - criterion.K * ulp(lower, format),
        upper: upper + criterion.K * ulp(upper, format),
      };
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
