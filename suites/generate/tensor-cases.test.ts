import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FormatName } from '../../adapters/contract.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import type { Page } from '../../spec/language/page.ts';
import { gradientTargets, valueTarget } from '../checks/tensor.ts';
import { shrinkTensor } from '../shrink/tensor.ts';
import {
  diagnosisCases,
  fixedCases,
  manyElements,
  reducedExtents,
  shapeIn,
  type TensorCase,
  tensorCaseArbitrary,
} from './tensor-cases.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const tensors = [...pages.values()].filter(({ kind }) => kind === 'tensor');
const affine = pages.get('block/affine')!;
const geometryOf = (page: Page, format: FormatName = 'float32') => valueTarget(page, format).geometry;

const fits = (page: Page, one: TensorCase): boolean =>
  page.call.every((key) => one.inputs[key]!.length === shapeIn(page, key, one.sizes).reduce((n, size) => n * size, 1));

describe('cases of an operator on tensors', () => {
  it.each(tensors.map((page) => [page.id, page] as const))('have the shapes of %s, and finite values', (_, page) => {
    for (const one of fixedCases(geometryOf(page), {}, 1)) {
      expect(fits(page, one)).toBe(true);
      expect(Object.values(one.inputs).flat().every(Number.isFinite)).toBe(true);
      expect(one.cotangent.every((weight) => weight !== 0 && Number.isInteger(weight))).toBe(true);
    }
  });

  it('have axes of different lengths, so that none is taken for another', () => {
    const [first, second] = diagnosisCases(geometryOf(affine), {});
    for (const { sizes } of [first!, second!]) expect(new Set(sizes.values()).size).toBe(sizes.size);
  });

  /** What is summed over every axis has no case with many elements and few terms: its long case is all there is. */
  const summedPartly = tensors.filter((page) => manyElements([geometryOf(page)], {}, 1).length > 0);

  it('have such a result unless every axis is summed over, as in a norm', () => {
    const others = tensors.filter((page) => !summedPartly.includes(page)).map(({ id }) => id);
    expect(others.every((id) => id.includes('norm'))).toBe(true);
  });

  it.each(summedPartly.map((page) => [page.id, page] as const))(
    'have a result of %s of 1,000 elements, each of a few terms, none of them like another',
    (_, page) => {
      for (const format of ['bfloat16', 'float64'] as const) {
        const geometry = geometryOf(page, format);
        const [one] = manyElements([geometry], {}, 1);
        expect(fits(page, one!)).toBe(true);
        expect(one!.cotangent.length).toBeGreaterThanOrEqual(1000);
        for (const extent of reducedExtents(page, geometry.expression)) expect(one!.sizes.get(extent)).toBe(5);
      }
    },
  );

  it('sum over few terms in every gradient: in an affine map each extent but that of the inputs is summed over', () => {
    const geometries = gradientTargets(affine, 'bfloat16').map(({ geometry }) => geometry);
    const [one] = manyElements(geometries, {}, 1);
    expect(Object.fromEntries(one!.sizes)).toEqual({ N: 5, I: expect.any(Number), O: 5 });
  });

  it('hold a long sum, no longer than the format bears', () => {
    const longest = (format: FormatName) =>
      Math.max(...fixedCases(geometryOf(affine, format), {}, 1).map(({ sizes }) => sizes.get('I') ?? 1));
    expect(longest('float32')).toBe(1024);
    expect(longest('float16')).toBe(128);
    // In the format of eight bits (n - 1) u would pass 1/16 beyond.
    expect(longest('bfloat16')).toBe(16);
  });

  it('let no product or sum of products overflow in a narrow format', () => {
    const { geometry } = gradientTargets(affine, 'float16')[0]!;
    const cases = [
      ...fixedCases(geometry, {}, 1),
      ...fc.sample(tensorCaseArbitrary(geometry, {}), { seed: 1, numRuns: 50 }),
    ];
    for (const { inputs, sizes } of cases) {
      const [x, W, b] = ['x', 'W', 'b'].map((key) => Math.max(...inputs[key]!.map(Math.abs)));
      expect(sizes.get('I')! * x! * W! + b!).toBeLessThan(65504);
    }
  });

  it('avoid the kink where a gradient is asked for', () => {
    const { geometry } = gradientTargets(pages.get('activation/prelu')!, 'float32')[0]!;
    for (const { inputs } of fixedCases(geometry, {}, 1)) expect(inputs.x).not.toContain(0);
  });
});

describe('a failing case', () => {
  it('is shrunk to the shortest axes and the simplest values that still fail', async () => {
    const [start] = diagnosisCases(geometryOf(affine), {});
    const fails = async ({ sizes, inputs }: TensorCase) => sizes.get('O')! >= 2 && inputs.x!.some((x) => x < -1);
    const smallest = await shrinkTensor(affine, start!, () => true, fails);
    expect(fits(affine, smallest)).toBe(true);
    expect(await fails(smallest)).toBe(true);
    expect(Object.fromEntries(smallest.sizes)).toMatchObject({ N: 1, O: 2 });
    expect(smallest.inputs.W!.every((w) => w === 0)).toBe(true);
  });
});
