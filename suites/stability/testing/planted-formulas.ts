import { KERNELS } from '../../../reference/float64/calls.ts';
import type { RoundedFormula } from './rounded-subject.ts';

const { abs, cosh, exp, expm1, log, log1p, max, min, SQRT2, tanh } = Math;
const erf = KERNELS.get('erf')!.at;
const erfc = KERNELS.get('erfc')!.at;

const branchedSigmoid: RoundedFormula = (f) => (x) => {
  const e = f(exp(-abs(x)));
  return f((x < 0 ? e : 1) / f(1 + e));
};

/** Formulas as people write them, every operation rounded: those that lose their digits, and those that do not. */
export const UNSOUND = {
  exponentialOverOnePlus: (f) => (x) => f(f(exp(x)) / f(1 + f(exp(x)))),
  halfTanh: (f) => (x) => f(f(1 + f(tanh(f(x / 2)))) / 2),
  logOfOnePlusExp: (f) => (x) => f(log(f(1 + f(exp(x))))),
  logOfSigmoid: (f) => (x) => f(log(branchedSigmoid(f)(x))),
  tanhByExponential: (f) => (x) => {
    const e = f(exp(f(2 * x)));
    return f(f(e - 1) / f(e + 1));
  },
  expMinusOne: (f) => (x) => f(f(exp(x)) - 1),
  logOfOnePlus: (f) => (x) => f(log(f(1 + x))),
  geluByErf: (f) => (x) => f(f(x / 2) * f(1 + f(erf(f(x / f(SQRT2)))))),
  siluByQuotient: (f) => (x) => f(x / f(1 + f(exp(-x)))),
  oneMinusTanhSquared: (f) => (x) => {
    const t = f(tanh(x));
    return f(1 - f(t * t));
  },
} satisfies Record<string, RoundedFormula>;

export const SOUND = {
  sigmoid: branchedSigmoid,
  softplus: (f) => (x) => f(max(0, x) + f(log1p(f(exp(-abs(x)))))),
  logSigmoid: (f) => (x) => f(min(0, x) - f(log1p(f(exp(-abs(x)))))),
  tanh: (f) => (x) => f(tanh(x)),
  /** The slope of tanh. */
  sechSquared: (f) => (x) => {
    const c = f(1 / f(cosh(x)));
    return f(c * c);
  },
  exp: (f) => (x) => f(exp(x)),
  expm1: (f) => (x) => f(expm1(x)),
  log1p: (f) => (x) => f(log1p(x)),
  gelu: (f) => (x) => f(f(x / 2) * f(erfc(f(-x / f(SQRT2))))),
  geluSlope: (f) => (x) => {
    const density = f(exp(f(-f(x * x) / 2)));
    return f(f(f(erfc(f(-x / f(SQRT2)))) / 2) + f(f(x * f(1 / f(Math.sqrt(2 * Math.PI)))) * density));
  },
  relu: () => (x) => max(0, x),
  relu6: () => (x) => min(6, max(0, x)),
  hardSigmoidFifth: (f) => (x) => min(1, max(0, f(f(f(0.2) * x) + 0.5))),
} satisfies Record<string, RoundedFormula>;
