import { type AdamStep, adamFirstMoment, adamSecondMoment } from './adam.ts';
import type { Between, MpfrField } from './field.ts';

/** A step of Adam with the product of the momenta before it and the rate at which the momentum grows. */
export interface NadamStep extends AdamStep {
  readonly muProduct: number;
  readonly momentumDecay: number;
}

interface Fraction {
  readonly above: Between;
  readonly below: Between;
}

/**
 * The momentum of a step: beta1 (1 - 0.96^(step psi) / 2). Source: Dozat, "Incorporating Nesterov momentum into Adam",
 * ICLR workshop 2016, section 3.
 *
 * A fraction, because with a whole exponent k the value is beta1 (2 25^k - 24^k) / (2 25^k): a number of many fives
 * times that may be a tie, which no number of digits of the quotient would show.
 */
function momentum(field: MpfrField, step: NadamStep, number: number): Fraction {
  const beta1 = field.number(step.beta1);
  const k = number * step.momentumDecay;
  // Exact: both factors have few enough bits wherever the product is a small whole number.
  if (Number.isInteger(k) && k / number === step.momentumDecay) {
    const below = field.scale(field.power(field.number(25), k), 1);
    return { above: field.mul(beta1, field.sub(below, field.power(field.number(24), k))), below };
  }
  const exponent = field.mul(field.number(number), field.number(step.momentumDecay));
  const faded = field.exp(field.mul(exponent, field.log(field.ratio(24, 25))));
  const one = field.number(1);
  return { above: field.mul(beta1, field.sub(one, field.scale(faded, -1))), below: one };
}

/** The product of the momenta after the step. */
export function nadamProduct(field: MpfrField, step: NadamStep): Between {
  const { above, below } = momentum(field, step, step.t);
  return field.div(field.mul(field.number(step.muProduct), above), below);
}

/**
 * The parameter after the step: Dozat's algorithm 2, the average with the constant beta1 and the plain correction of
 * the second moment, as PyTorch's manual of NAdam states it.
 *
 * With the momenta A/B and C/D of this step and the next, Y = B - P A and X = B D - P A C, where P is the product
 * before the step, the look-ahead is (C B m Y + (B - A) g X) / (X Y). Divided by sqrt(v / c2) + epsilon =
 * (sqrt(v c2) + epsilon c2) / c2 and put on one denominator with theta, nothing is rounded before the division.
 */
export function nadamParameter(field: MpfrField, step: NadamStep): Between {
  const { mul, add, sub } = bound(field);
  const now = momentum(field, step, step.t);
  const next = momentum(field, step, step.t + 1);
  const kept = mul(field.number(step.muProduct), now.above);
  const Y = sub(now.below, kept);
  const X = sub(mul(now.below, next.below), mul(kept, next.above));
  const m = adamFirstMoment(field, step, 'none');
  const fromAverage = mul(mul(next.above, now.below), mul(m, Y));
  const fromGradient = mul(mul(sub(now.below, now.above), field.number(step.g)), X);
  const ahead = add(fromAverage, fromGradient);
  const theta = field.number(step.theta);
  if (field.sign(ahead) === 0) return theta;
  const c2 = sub(field.number(1), field.power(field.number(step.beta2), step.t));
  const root = field.sqrt(mul(adamSecondMoment(field, step, 'none'), c2));
  const below = mul(mul(X, Y), add(root, mul(field.number(step.epsilon), c2)));
  const moved = mul(field.number(step.lr), mul(ahead, c2));
  return field.div(sub(mul(theta, below), moved), below);
}

type Operation = (a: Between, b: Between) => Between;

const bound = (field: MpfrField): { mul: Operation; add: Operation; sub: Operation } => ({
  mul: (a, b) => field.mul(a, b),
  add: (a, b) => field.add(a, b),
  sub: (a, b) => field.sub(a, b),
});
