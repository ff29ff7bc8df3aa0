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

/** At -3 and at 3: the slopes from the left and from the right, and what lies between. */
const ALLOWED = [
  [-0.5, 1.5],
  [0, 1],
  [-0.25, 1.25],
  [-0.125, 1.375],
] as const;

const OUTSIDE = [
  [-0.6, 1.5],
  [-0.5, 1.75],
  [1.25, 1],
  [0, 0.75],
] as const;

const FORMATS = ['float16', 'bfloat16', 'float32', 'float64'] as const;

/** Every other pair, the rest in the format before or after: each pair is judged in a narrow format and in a wide one. */
const share = <T>(pairs: readonly T[], format: (typeof FORMATS)[number]): T[] =>
  pairs.filter((_, i) => i % 2 === FORMATS.indexOf(format) % 2);

describe.each(FORMATS)('a derivative at a kink in %s', (format) => {
  it('may be either one-sided slope or what lies between, and which it is gets reported', async () => {
    for (const [left, right] of share(ALLOWED, format)) {
      const { verdict, conventions } = await judged([left, right], format);
      expect(verdict).toEqual({ kind: 'pass' });
      expect(conventions).toContain(`derivative at the kink -3: ${left}`);
      expect(conventions).toContain(`derivative at the kink 3: ${right}`);
    }
  });

  it('may not lie outside of both', async () => {
    for (const slopes of share(OUTSIDE, format)) {
      expect((await judged(slopes, format)).verdict.kind).not.toBe('pass');
    }
  });
});
