import type { Decay } from './cosine-annealing.ts';
import type { Between, MpfrField } from './field.ts';

export interface PolynomialDecay extends Decay {
  readonly power: number;
}

/**
 * lrMin + (lrMax - lrMin) (rest / totalSteps)^power, held at lrMin. Source: Chen et al., DeepLab, 2018, section 4.1, with a
 * smallest rate as in Keras' PolynomialDecay.
 *
 * A whole power is a quotient of whole numbers, half of an odd one the root rest^power totalSteps^power over
 * totalSteps^(2 power): both are put on one denominator, where every rational value is exact. Any other power asked for has
 * a denominator of 16 or more, and is irrational: the base would have to be a 16th power, whose denominator is 2^16 at
 * least where it lies between 0 and 1. Hence totals stay below 2^16.
 */
export function polynomialDecay(field: MpfrField, { t, lrMax, lrMin, power, totalSteps }: PolynomialDecay): Between {
  const rest = totalSteps - Math.min(t, totalSteps);
  const [top, bottom] = [field.number(lrMax), field.number(lrMin)];
  if (rest === 0) return bottom;
  if (rest === totalSteps) return top;
  const span = field.sub(top, bottom);
  if (Number.isInteger(2 * power)) {
    const raise = (base: number, n: number) => field.power(field.number(base), n);
    const whole = Number.isInteger(power);
    const below = raise(totalSteps, whole ? power : 2 * power);
    const above = whole ? raise(rest, power) : field.sqrt(raise(rest * totalSteps, 2 * power));
    return field.div(field.add(field.mul(bottom, below), field.mul(span, above)), below);
  }
  const logarithm = field.mul(field.number(power), field.log(field.ratio(rest, totalSteps)));
  return field.add(bottom, field.mul(span, field.exp(logarithm)));
}
