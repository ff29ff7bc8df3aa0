import type { FormatName, Hyperparameters, PageInterface, Tensor } from './contract.ts';
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

/** Any hyper-parameter that is not in the table is a positive number below 1. */
export const hyperFor = ({ hyper }: PageInterface): Hyperparameters =>
  Object.fromEntries(hyper.map((key) => [key, HYPER[key] ?? 0.5]));

/** Numbers of both signs from 2^-6 to 4, multiples of 2^-6: exact in every format, and no two neighbours alike. */
export const variedNumber = (i: number): number =>
  (((i * 37 + 11) % 64) + 1) * (i % 3 === 0 ? -1 : 1) * 2 ** -(4 + (i % 3));

/** Shapes of the inputs of a page for about `length` elements; a page of unknown indices is taken as elementwise. */
function shapesFor(page: PageInterface, length: number): (readonly number[])[] {
  if (page.id === 'normalization/batchnorm') {
    const batch = Math.max(2, Math.ceil(length / 6));
    return [[batch, 3, 2], [3], [3]];
  }
  if (page.kind === 'tensor')
    return page.call.map(() => (length === 0 ? [0, 3] : [Math.ceil(length / 4), Math.min(4, length)]));
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
