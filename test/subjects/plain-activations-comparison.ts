import { type PlainScalar, type PlainTensor, plainScalars, plainTensors } from './plain-activations.ts';
import { scalarPages } from './plain-formulas.ts';

// biome-ignore lint/suspicious/noExplicitAny: subjects are modules of any shape, called as a user's module is
type Anything = any;

/** Below this a result is as good as zero: the smallest normal single is 1e-38 and rounds to less than 24 bits below. */
const NOTHING = 1e-30;

/**
 * |got - want| relative to |want|. An overflow of the format itself is no difference. A sum of several terms is
 * measured against `size`, the largest of them, since its own size may be an accident of cancellation.
 */
function differenceOf(got: number | undefined, want: number, format: string, size = Math.abs(want)): number {
  const rounded = format === 'float32' ? Math.fround(want) : want;
  if (got === rounded || (Number.isNaN(want) && Number.isNaN(got))) return 0;
  const difference = Math.abs(got! - want) / Math.max(size, NOTHING);
  return Number.isNaN(difference) ? Infinity : difference;
}

const worstOf = (
  got: ArrayLike<number>,
  want: readonly number[],
  format: string,
  size?: (i: number) => number,
): number =>
  got.length === want.length
    ? Math.max(...want.map((each, i) => differenceOf(got[i], each, format, size?.(i))))
    : Number.POSITIVE_INFINITY;

const storage = (format: string) => (format === 'float32' ? Float32Array : Float64Array);
const output = (result: Anything, key: string): ArrayLike<number> => result[key] ?? result;
const kernelOf = (subject: Anything, page: string) => subject.kernels[page] ?? subject.kernels[page.split('/')[1]!];

/** Ordinary inputs, small ones on both sides of zero, the tails, and what overflows an exponential. Odd in number. */
const ORDINARY = Array.from({ length: 121 }, (_, i) => (i - 60) / 5 + 0.03125);
const EXTREMES = [0.75e-3, 2 ** -30, 2 ** -60].flatMap((x) => [x, -x]);
const TAILS = [14.5, 18.25, 20.5, 25.5, 33.25, 40.5, 60.25, 100, 750, 3000].flatMap((x) => [x, -x]);
const INPUTS = [...ORDINARY, 0, -3, 3, 6, ...EXTREMES, ...TAILS];

const plainOf = (page: string): PlainScalar => {
  const old = scalarPages[page];
  return plainScalars[page] ?? { value: old![0], derivative: old![1], kinks: page === 'activation/relu' ? [0] : [] };
};

/** The largest relative difference of the values, and of the gradients, which are `undefined` where there are none. */
export interface Difference {
  readonly value: number;
  readonly gradient: number | undefined;
}

function compareScalar(subject: Anything, page: string, format: string): Difference {
  const { value, derivative, hyper = {}, kinks = [], above = -Infinity } = plainOf(page);
  const kernel = kernelOf(subject, page);
  const Data = storage(format);
  const info = (x: ArrayLike<number>) => ({ shapes: [[x.length]], hyper, mode: '' });
  const evaluate = (x: Float32Array | Float64Array): ArrayLike<number> => {
    const scalar = kernel.value ?? (kernel instanceof Function ? kernel : undefined);
    return scalar
      ? new Data(Array.from(x, (each) => scalar(each, hyper)))
      : output(kernel.forward(x.slice(), info(x)), 'y');
  };
  const x = Data.from(INPUTS.filter((each) => each > above));
  const values = worstOf(
    evaluate(x),
    Array.from(x, (each) => value(each, hyper)),
    format,
  );
  if (!kernel.derivative && !kernel.gradient) return { value: values, gradient: undefined };
  const smooth = x.filter((each) => !kinks.includes(each));
  // A forward pass of something else in between must not matter.
  evaluate(smooth.map((each) => (-each > above ? -each : 1)));
  const ones = smooth.slice().fill(1);
  const slopes = kernel.derivative
    ? new Data(Array.from(smooth, (each) => kernel.derivative(each, hyper)))
    : output(kernel.gradient(smooth.slice(), ones, info(smooth)), 'x');
  const want = Array.from(smooth, (each) => derivative(each, hyper));
  return { value: values, gradient: worstOf(slopes, want, format) };
}

/** Integers and quarters with changing signs; the second row lies high, the third is spread over 1700. */
function matrix(length: number, columns: number, salt: number): number[] {
  return Array.from({ length }, (_, k) => {
    const [row, column] = [Math.floor(k / columns), k % columns];
    const each = ((k * 7 + salt * 5 + (k % 3) * salt) % 29) / 4 - 3.125;
    if (row === 1) return each + 800;
    return row === 2 ? each + (column % 3) * 850 - 850 : each;
  });
}

const calm = (length: number, salt: number): number[] =>
  Array.from({ length }, (_, k) => ((k * 7 + salt * 5 + (k % 3) * salt) % 29) / 4 - 3.125);

function compareTensor(subject: Anything, page: string, format: string): Difference {
  const plain: PlainTensor = plainTensors[page]!;
  const kernel = kernelOf(subject, page);
  const Data = storage(format);
  const shapes = Object.values(plain.inputs);
  const reduces = shapes.length === 1;
  const inputs = shapes.map((shape, i) => {
    const length = shape.reduce((a, b) => a * b, 1);
    return reduces ? matrix(length, shape[1]!, i + 1) : calm(length, i + 1);
  });
  const info = { shapes, hyper: {}, mode: '' };
  const data = () => inputs.map((each) => Data.from(each));
  const forward = kernel.forward ?? kernel;
  const want = plain.value(inputs);
  // Terms of an inner product reach 10; the log-sum-exp of a row is as exact as its largest input.
  const size = page === 'block/affine' ? () => 10 : page === 'activation/log-sum-exp' ? () => 1 : undefined;
  const values = worstOf(output(forward(...data(), info), 'y'), want, format, size);
  const again = worstOf(output(forward(...data(), info), 'y'), want, format, size);
  const value = Math.max(values, again);
  if (!kernel.gradient) return { value, gradient: undefined };
  const c = want.map((_, k) => ((k * 13) % 11) - 4);
  const slopes = plain.gradient(inputs, c);
  const got = kernel.gradient(...data(), Data.from(c), info);
  const gradients = Object.entries(slopes).map(([key, each]) =>
    // Each is a sum of cotangents that are up to 6, times inputs up to 4.
    worstOf(output(got, key), each, format, (i) => Math.max(Math.abs(each[i]!), 1e-6)),
  );
  return { value, gradient: Math.max(...gradients) };
}

/** The largest relative difference between a planted activation and the plain formula of `page`. */
export function activationDifference(subject: unknown, page: string, format: string): Difference {
  return page in plainTensors ? compareTensor(subject, page, format) : compareScalar(subject, page, format);
}

/** The largest difference of the values of a scalar subject at ordinary inputs, relative to what is above one. */
export function ordinaryDifference(subject: unknown, page: string, format: string): number {
  const { value, hyper = {}, above = -Infinity } = plainOf(page);
  const kernel = kernelOf(subject, page);
  const x = storage(format).from(ORDINARY.filter((each) => each > above));
  const want = Array.from(x, (each) => value(each, hyper));
  const got = x.map((each) => (kernel.value ?? kernel)(each, hyper));
  return worstOf(got, want, format, (i) => Math.max(1, Math.abs(want[i]!)));
}

/** How the subject answers at minus infinity, where every activation that tends to zero or to minus infinity has a limit. */
export function atMinusInfinity(subject: unknown, page: string): number {
  const kernel = kernelOf(subject, page);
  return (kernel.value ?? kernel)(Number.NEGATIVE_INFINITY, plainOf(page).hyper ?? {});
}
