import { describe, expect, it } from 'vitest';
import { checkScalar } from './check-scalar.ts';
import { contextFor, pageNamed, scalarKernel } from './testing/plain-kernel.ts';

/** Hard-swish with its derivative at the two kinks chosen by the caller. */
const hardSwish = (atMinusThree: number, atThree: number) =>
  scalarKernel(
    (x) => x * Math.max(0, Math.min(1, (x + 3) / 6)),
    (x) => (x < -3 ? 0 : x === -3 ? atMinusThree : x < 3 ? (2 * x + 3) / 6 : x === 3 ? atThree : 1),
  );

const judged = (slopes: readonly [number, number], format: 'float16' | 'bfloat16' | 'float32' | 'float64') =>
  checkScalar(contextFor(hardSwish(...slopes), format, true), pageNamed('activation/hard-swish'), 'derivative');

describe.each(['float16', 'bfloat16', 'float32', 'float64'] as const)('a derivative at a kink in %s', (format) => {
  it('may be either one-sided slope or what lies between, and which it is gets reported', async () => {
    for (const [left, right] of [
      [-0.5, 1.5],
      [0, 1],
      [-0.25, 1.25],
    ] as const) {
      const { verdict, conventions } = await judged([left, right], format);
      expect(verdict).toEqual({ kind: 'pass' });
      expect(conventions).toContain(`derivative at the kink -3: ${left}`);
      expect(conventions).toContain(`derivative at the kink 3: ${right}`);
    }
  });

  it('may not lie outside of both', async () => {
    for (const slopes of [
      [-0.6, 1.5],
      [-0.5, 1.75],
      [1.25, 1],
      [0, 0.75],
    ] as const) {
      expect((await judged(slopes, format)).verdict.kind).not.toBe('pass');
    }
  });
});
