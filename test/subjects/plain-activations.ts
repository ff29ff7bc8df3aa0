/**
 * The textbook formulas of the activations and gates in plain double precision, written so that they keep their
 * relative accuracy in the tails: `Math.expm1` and `Math.log1p` where a sum would swallow the answer. Good to about 13
 * digits, which is all that a sanity test of the planted subjects needs.
 */

type Hyper = Readonly<Record<string, number>>;
type Scalar = (x: number, hyper: Hyper) => number;
type Data = readonly number[];

export interface PlainScalar {
  readonly value: Scalar;
  readonly derivative: Scalar;
  /** Hyper-parameters to try: dyadic, hence exact in single precision, and no library's default. */
  readonly hyper?: Hyper;
  /** Where the derivative jumps. */
  readonly kinks?: readonly number[];
  /** Where the operator is defined: above this. */
  readonly above?: number;
}

const small = (x: number) => Math.exp(-Math.abs(x));
const logistic = (x: number) => (x < 0 ? small(x) / (1 + small(x)) : 1 / (1 + small(x)));
const softplus = (x: number) => Math.max(0, x) + Math.log1p(small(x));
const ramp = (x: number) => Math.min(1, Math.max(0, x / 6 + 0.5));
const swish = (beta: number): PlainScalar => ({
  value: (x) => (x < -1000 ? -0 : x * logistic(beta * x)),
  derivative: (x) => (x < -1000 ? -0 : logistic(beta * x) * (1 + beta * x * logistic(-beta * x))),
});

const [SELU_ALPHA, SELU_SCALE] = [1.6732632423543772, 1.0507009873554805];
const GAUSS = 2 / Math.sqrt(Math.PI);

/** All terms of one sign: erf(a) = 2/sqrt(pi) e^(-a^2) (a + 2 a^3/3 + 4 a^5/15 + ...). */
function erf(x: number): number {
  const a = Math.min(Math.abs(x), 6);
  let [term, sum] = [a, a];
  for (let k = 1; k < 200; k++) sum += term *= (2 * a * a) / (2 * k + 1);
  return Math.sign(x) * GAUSS * Math.exp(-a * a) * sum;
}

/** e^(2s) is taken out of tanh(softplus(x)): with w = e^x it is (w^2 + 2w) / (w^2 + 2w + 2). */
function mishWeight(x: number): number {
  const w = Math.exp(-Math.abs(x));
  return x < 0 ? (w * (w + 2)) / (w * (w + 2) + 2) : (1 + 2 * w) / (1 + 2 * w + 2 * w * w);
}

export const plainScalars: Readonly<Record<string, PlainScalar>> = {
  'activation/step': { value: (x) => (x >= 0 ? 1 : 0), derivative: () => 0, kinks: [0] },
  'activation/leaky-relu': {
    value: (x, { alpha }) => (x < 0 ? alpha! * x : x),
    derivative: (x, { alpha }) => (x < 0 ? alpha! : 1),
    hyper: { alpha: 0.25 },
    kinks: [0],
  },
  'activation/elu': {
    value: (x, { alpha }) => (x < 0 ? alpha! * Math.expm1(x) : x),
    derivative: (x, { alpha }) => (x < 0 ? alpha! * Math.exp(x) : 1),
    hyper: { alpha: 0.75 },
    kinks: [0],
  },
  'activation/celu': {
    value: (x, { alpha }) => (x < 0 ? alpha! * Math.expm1(x / alpha!) : x),
    derivative: (x, { alpha }) => (x < 0 ? Math.exp(x / alpha!) : 1),
    hyper: { alpha: 0.75 },
  },
  'activation/selu': {
    value: (x) => SELU_SCALE * (x < 0 ? SELU_ALPHA * Math.expm1(x) : x),
    derivative: (x) => SELU_SCALE * (x < 0 ? SELU_ALPHA * Math.exp(x) : 1),
    kinks: [0],
  },
  'activation/silu': swish(1),
  'activation/swish': {
    value: (x, { beta }) => swish(beta!).value(x, {}),
    derivative: (x, { beta }) => swish(beta!).derivative(x, {}),
    hyper: { beta: 1.5 },
  },
  'activation/quick-gelu': swish(1.702),
  'activation/softplus': { value: softplus, derivative: logistic },
  'activation/log-sigmoid': { value: (x) => -softplus(-x), derivative: (x) => logistic(-x) },
  'activation/mish': {
    value: (x) => (x < -1000 ? -0 : x * mishWeight(x)),
    // 1 - t^2 = (1 - t)(1 + t) with t the weight, and 1 - t = 2 / (w^2 + 2w + 2)
    derivative: (x) => {
      const t = mishWeight(x);
      const w = Math.exp(Math.min(x, 300));
      return x < -1000 ? -0 : t + x * (2 / (w * (w + 2) + 2)) * (1 + t) * logistic(x);
    },
  },
  'activation/softsign': { value: (x) => x / (1 + Math.abs(x)), derivative: (x) => (1 + Math.abs(x)) ** -2 },
  'activation/hard-sigmoid': {
    value: ramp,
    derivative: (x) => (Math.abs(x) < 3 ? 1 / 6 : 0),
    kinks: [-3, 3],
  },
  'activation/hard-swish': {
    value: (x) => x * ramp(x),
    derivative: (x) => (x < -3 ? 0 : x < 3 ? x / 3 + 0.5 : 1),
    kinks: [-3, 3],
  },
  'activation/relu6': {
    value: (x) => Math.min(6, Math.max(0, x)),
    derivative: (x) => (x > 0 && x < 6 ? 1 : 0),
    kinks: [0, 6],
  },
  'elementary/exp': { value: Math.exp, derivative: Math.exp },
  'elementary/expm1': { value: Math.expm1, derivative: Math.exp },
  'elementary/log1p': { value: Math.log1p, derivative: (x) => 1 / (1 + x), above: -1 },
  'elementary/erf': { value: erf, derivative: (x) => GAUSS * Math.exp(-x * x) },
};

/** Value, and vector-Jacobian products by input key, of matrices that are given flat with their numbers of columns. */
export interface PlainTensor {
  /** Shapes of the inputs by key, in call order. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly value: (inputs: readonly Data[]) => number[];
  readonly gradient: (inputs: readonly Data[], cotangent: Data) => Readonly<Record<string, number[]>>;
}

const [N, C, O] = [3, 19, 4];
const rowsOf = (x: Data): Data[] => Array.from({ length: N }, (_, n) => x.slice(n * C, (n + 1) * C));
const total = (terms: Data) => terms.reduce((a, b) => a + b, 0);

/** The logarithm of the other terms' sum beside the largest, which is 1: relative accuracy where they are small. */
function logSumExp(row: Data): { readonly top: number; readonly log: number } {
  const at = row.indexOf(Math.max(...row));
  return { top: row[at]!, log: Math.log1p(total(row.map((x, i) => (i === at ? 0 : Math.exp(x - row[at]!))))) };
}
const logSoftmax = (row: Data): number[] => {
  const { top, log } = logSumExp(row);
  return row.map((x) => x - top - log);
};

type Elementwise = (a: number, b: number) => number;
const gated = (value: Elementwise, byA: Elementwise, byB: Elementwise): PlainTensor => ({
  inputs: { a: [N, C], b: [N, C] },
  value: ([a, b]) => a!.map((each, i) => value(each, b![i]!)),
  gradient: ([a, b], c) => ({
    a: a!.map((each, i) => c[i]! * byA(each, b![i]!)),
    b: a!.map((each, i) => c[i]! * byB(each, b![i]!)),
  }),
});
const silu = swish(1);

export const plainTensors: Readonly<Record<string, PlainTensor>> = {
  'activation/softmax': {
    inputs: { x: [N, C] },
    value: ([x]) => rowsOf(x!).flatMap((row) => logSoftmax(row).map(Math.exp)),
    gradient: ([x], c) => ({
      x: rowsOf(x!).flatMap((row, n) => {
        const y = logSoftmax(row).map(Math.exp);
        return y.map((p, i) => p * total(y.map((q, j) => q * (c[n * C + i]! - c[n * C + j]!))));
      }),
    }),
  },
  'activation/log-softmax': {
    inputs: { x: [N, C] },
    value: ([x]) => rowsOf(x!).flatMap(logSoftmax),
    gradient: ([x], c) => ({
      x: rowsOf(x!).flatMap((row, n) => {
        const sum = total(c.slice(n * C, (n + 1) * C));
        return logSoftmax(row).map((y, i) => c[n * C + i]! - Math.exp(y) * sum);
      }),
    }),
  },
  'activation/log-sum-exp': {
    inputs: { x: [N, C] },
    value: ([x]) => rowsOf(x!).map((row) => logSumExp(row).top + logSumExp(row).log),
    gradient: ([x], c) => ({ x: rowsOf(x!).flatMap((row, n) => logSoftmax(row).map((y) => c[n]! * Math.exp(y))) }),
  },
  'activation/prelu': {
    inputs: { x: [N, C], a: [C] },
    value: ([x, a]) => x!.map((each, i) => (each < 0 ? a![i % C]! * each : each)),
    gradient: ([x, a], c) => ({
      x: x!.map((each, i) => c[i]! * (each < 0 ? a![i % C]! : 1)),
      a: a!.map((_, k) => total(x!.map((each, i) => (i % C === k ? c[i]! * Math.min(0, each) : 0)))),
    }),
  },
  'activation/gate': gated(
    (a, b) => a * b,
    (_, b) => b,
    (a) => a,
  ),
  'activation/glu': gated(
    (a, b) => a * logistic(b),
    (_, b) => logistic(b),
    (a, b) => a * logistic(b) * logistic(-b),
  ),
  'activation/swiglu': gated(
    (a, b) => silu.value(a, {}) * b,
    (a, b) => silu.derivative(a, {}) * b,
    (a) => silu.value(a, {}),
  ),
  'block/affine': {
    inputs: { x: [N, C], W: [O, C], b: [O] },
    value: ([x, W, b]) =>
      rowsOf(x!).flatMap((row) => b!.map((bias, o) => total(row.map((each, i) => each * W![o * C + i]!)) + bias)),
    gradient: ([x, W, b], c) => ({
      x: x!.map((_, k) => total(b!.map((__, o) => c[Math.floor(k / C) * O + o]! * W![o * C + (k % C)]!))),
      W: W!.map((_, k) => total(rowsOf(x!).map((row, n) => c[n * O + Math.floor(k / C)]! * row[k % C]!))),
      b: b!.map((_, o) => total(rowsOf(x!).map((__, n) => c[n * O + o]!))),
    }),
  },
};
