import { axesOf, reducedExtents, type TensorCase } from '../generate/tensor-cases.ts';
import { COTANGENT, positionsOf } from '../judge/point.ts';
import type { TensorTarget } from './tensor.ts';

/**
 * The part of a case that one element of the answer depends on: the row of a matrix where the sum runs along it, the
 * one value where nothing is summed. By input key; a gradient shows its cotangent too.
 */
export function shownTensor(
  target: TensorTarget,
  one: TensorCase,
  element: number,
): Readonly<Record<string, readonly number[]>> {
  const { page, wrt, output, criterion } = target;
  const axes = axesOf(page, wrt ?? output);
  const extents = new Map(axes.map((axis) => [axis, one.sizes.get(axis) ?? 1]));
  const positions = positionsOf(axes, element, extents);
  const summed = reducedExtents(page, criterion.expression);
  // An axis that occurs twice, as in a square matrix, does not say which element belongs to which.
  const fixed = new Map(
    axes
      .map((axis, i) => [axis, positions[i]!] as const)
      .filter(([axis]) => !summed.has(axis) && axes.indexOf(axis) === axes.lastIndexOf(axis)),
  );
  const shown: Record<string, readonly number[]> = {};
  const keys = wrt === undefined ? page.call : [...page.call, COTANGENT];
  for (const key of keys) {
    const values = key === COTANGENT ? one.cotangent : one.inputs[key]!;
    const own = axesOf(page, key);
    const sizes = new Map(own.map((axis) => [axis, one.sizes.get(axis) ?? 1]));
    shown[key] = values.filter((_, flat) => {
      const at = positionsOf(own, flat, sizes);
      return own.every((axis, i) => !fixed.has(axis) || fixed.get(axis) === at[i]);
    });
  }
  for (const [key, value] of Object.entries(one.hyper)) shown[key] = [value];
  return shown;
}
