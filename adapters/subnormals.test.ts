import { describe, expect, it } from 'vitest';
import { flushesSubnormals } from '../suites/arithmetic-probe.ts';
import type { Adapter, Kernel } from './contract.ts';
import { describeSubnormals } from './subnormals.ts';
import { numbersOf, tensorOf } from './tensor.ts';

const SMALLEST_NORMAL = 2 ** -126;
const flush = (x: number): number => (Math.abs(x) < SMALLEST_NORMAL ? 0 : x);
const keep = (x: number): number => x;

/** Kernels in float32 whose operands and results pass through the given treatments. */
function kernelsWith(operand: (x: number) => number, result: (x: number) => number): Map<string, Kernel> {
  const kernel = (f: (values: readonly number[]) => number): Kernel => ({
    origin: 'native',
    formats: ['float32'],
    forward: (inputs) => {
      const columns = inputs.map((input) => numbersOf(input).map(operand));
      const values = columns[0]!.map((_, i) => result(f(columns.map((column) => column[i]!))));
      return { y: tensorOf('float32', values, inputs[0]!.shape) };
    },
  });
  return new Map([
    ['activation/gate', kernel(([a, b]) => a! * b!)],
    ['activation/relu', kernel(([x]) => Math.max(0, x!))],
  ]);
}

const adapterOf = (kernels: ReadonlyMap<string, Kernel>): Adapter => ({
  subject: 'arithmetic',
  provenance: { name: 'arithmetic', version: '1', details: {} },
  kernels,
  scalarFormat: 'float32',
  claims: [],
  close: async () => {},
});

describe('the treatment of subnormals', () => {
  it.each([
    ['kept', keep, keep],
    ['DAZ', flush, keep],
    ['FTZ', keep, flush],
    ['DAZ and FTZ', flush, flush],
  ] as const)('is told from products: %s', async (treatment, operand, result) => {
    const kernels = kernelsWith(operand, result);
    expect(await describeSubnormals(kernels)).toBe(`${treatment} in float32`);
    expect(await flushesSubnormals(adapterOf(kernels), 'float32')).toBe(treatment !== 'kept');
  });

  it('is told from relu where there is no product, and not at all where there is neither', async () => {
    const kernels = kernelsWith(flush, flush);
    kernels.delete('activation/gate');
    expect(await describeSubnormals(kernels)).toBe('flushed in float32');
    expect(await flushesSubnormals(adapterOf(kernels), 'float32')).toBe(true);
    const silent = new Map([['activation/sigmoid', kernels.get('activation/relu')!]]);
    expect(await describeSubnormals(silent)).toBe('not detected');
    expect(await flushesSubnormals(adapterOf(silent), 'float32')).toBe(false);
  });
});
