import type { Adapter, CallInfo, FormatName, Hyperparameters, Kernel, Tensor } from '../../../adapters/contract.ts';
import { FORMATS } from '../../../reference/formats/format.ts';
import { pack, unpack } from '../../../reference/formats/storage.ts';
import { builtinPagesFolder, loadPages } from '../../../spec/language/load-page.ts';
import type { CheckContext } from '../check.ts';

/** The pages of the project, read once for the tests of checks. */
export const { pages } = loadPages([builtinPagesFolder()]);

export const pageNamed = (id: string) => pages.get(id)!;

type Scalar = (x: number, hyper: Hyperparameters, place: { readonly i: number; readonly n: number }) => number;

const ALL: readonly FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];

const numbers = ({ dtype, data }: Tensor): Float64Array => unpack(FORMATS[dtype], data);

const tensor = (like: Tensor, values: ArrayLike<number>, shape = like.shape): Tensor => ({
  dtype: like.dtype,
  shape,
  data: pack(FORMATS[like.dtype], values),
});

/** A kernel in this thread, from plain functions: computed in float64 and rounded once. */
export function scalarKernel(value: Scalar, derivative?: Scalar, hyper?: Hyperparameters): Kernel {
  const apply = (f: Scalar, x: Tensor, info: CallInfo): Tensor => {
    const all = numbers(x);
    return tensor(
      x,
      all.map((each, i) => f(each, info.hyper, { i, n: all.length })),
    );
  };
  return {
    origin: 'native',
    formats: ALL,
    ...(hyper ? { hyper } : {}),
    forward: ([x], info) => ({ y: apply(value, x!, info) }),
    ...(derivative ? { gradient: ([x], _cotangent, info) => ({ x: apply(derivative, x!, info) }) } : {}),
  };
}

/** Tensors by key with their shapes, as a test writes an operator. */
export interface Given {
  readonly values: readonly Float64Array[];
  readonly shapes: readonly (readonly number[])[];
}

type Answer = { readonly values: ArrayLike<number>; readonly shape: readonly number[] };

/** The same for operators on tensors; gradients by input key. */
export function tensorKernel(
  value: (given: Given) => Answer,
  gradient?: (given: Given, cotangent: Float64Array) => Readonly<Record<string, Answer>>,
): Kernel {
  const given = (inputs: readonly Tensor[]): Given => ({
    values: inputs.map(numbers),
    shapes: inputs.map(({ shape }) => shape),
  });
  const answer = (like: Tensor, { values, shape }: Answer): Tensor => tensor(like, values, shape);
  return {
    origin: 'native',
    formats: ALL,
    forward: (inputs) => ({ y: answer(inputs[0]!, value(given(inputs))) }),
    ...(gradient
      ? {
          gradient: (inputs, cotangent) =>
            Object.fromEntries(
              Object.entries(gradient(given(inputs), numbers(cotangent))).map(([key, each]) => [
                key,
                answer(inputs[0]!, each),
              ]),
            ),
        }
      : {}),
  };
}

const NOBODY: Adapter = {
  subject: 'test',
  provenance: { name: 'test', version: '1', details: {} },
  kernels: new Map(),
  scalarFormat: 'float64',
  claims: [],
  close: async () => {},
};

/** What a check is run with; `sweep` also compares the subject with itself. */
export const contextFor = (kernel: Kernel, format: FormatName = 'float32', sweep = true): CheckContext => ({
  adapter: NOBODY,
  kernel,
  arithmetic: { format, scalarFormat: 'float64', flushes: false },
  effort: { seed: 1, runs: 4, sweep, expired: () => false },
});
