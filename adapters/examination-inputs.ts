import type { FormatName, Hyperparameters, Kernel, PageInterface, Tensor } from './contract.ts';
import { elementCount, tensorOf } from './tensor.ts';

/** Dyadic values, exact in every format and inside every page's domain. */
const HYPER: Readonly<Record<string, number>> = {
  lr: 2 ** -3,
  beta1: 7 / 8,
  beta2: 31 / 32,
  epsilon: 2 ** -3,
  weightDecay: 2 ** -2,
  momentum: 2 ** -2,
  lrMax: 2 ** -1,
  warmupSteps: 4,
  totalSteps: 64,
};

/** What a kernel is asked with: its built-in values, else the table's, else a positive number below 1. */
export const hyperFor = ({ hyper }: PageInterface, kernel?: Pick<Kernel, 'hyper'>): Hyperparameters =>
  Object.fromEntries(hyper.map((key) => [key, kernel?.hyper?.[key] ?? HYPER[key] ?? 0.5]));

/** Numbers of both signs from 2^-6 to 4, multiples of 2^-6: exact in every format, and no two neighbours alike. */
export const variedNumber = (i: number): number =>
  (((i * 37 + 11) % 64) + 1) * (i % 3 === 0 ? -1 : 1) * 2 ** -(4 + (i % 3));

/** Outputs of a fully connected layer, unlike any other extent so that a transposed weight does not fit. */
const LAYER_OUTPUTS = 3;

/** Rows and columns of a matrix of about `length` elements. */
const matrixOf = (length: number): readonly [rows: number, columns: number] =>
  length === 0 ? [0, 3] : [Math.ceil(length / 4), Math.min(4, length)];

/** Shapes of the inputs of a page for about `length` elements; a page of unknown indices is taken as elementwise. */
function shapesFor(page: PageInterface, length: number): (readonly number[])[] {
  const [rows, columns] = matrixOf(length);
  switch (page.id) {
    case 'normalization/batchnorm':
      return [[Math.max(2, Math.ceil(length / 6)), 3, 2], [3], [3]];
    case 'activation/prelu':
      return [[rows, columns], [columns]];
    case 'block/affine':
      return [[rows, columns], [LAYER_OUTPUTS, columns], [LAYER_OUTPUTS]];
  }
  if (page.kind === 'tensor') return page.call.map(() => [rows, columns]);
  return page.call.map(() => [length]);
}

/** Inputs of one call, different for each `salt`. Schedules get whole steps. */
export function inputsFor(page: PageInterface, format: FormatName, length: number, salt = 0): Tensor[] {
  return shapesFor(page, length).map((shape, k) => {
    const number = (i: number): number => (page.kind === 'schedule' ? i % 64 : variedNumber(i + 13 * k + salt));
    return tensorOf(
      format,
      Float64Array.from({ length: elementCount(shape) }, (_, i) => number(i)),
      shape,
    );
  });
}
