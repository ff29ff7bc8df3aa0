import type { Bounds } from './arithmetic.ts';

const OPERATIONS: Readonly<Record<'add' | 'sub' | 'mul' | 'div', (x: number, y: number) => number>> = {
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
};

/** Is `x` a multiple of 2^-10 below 2^43? Sums of such numbers are exact. */
const isShort = (x: number): boolean => Number.isSafeInteger(1024 * x);

/**
 * Makes results points where the operands are whole numbers, or end after a few binary places, and float64 holds the exact
 * result: the outward rounding said more than there is. A quotient is exact where multiplying it by the divisor gives the
 * dividend back. Other elements stay as they are.
 */
export function holdWhole(
  kind: 'add' | 'sub' | 'mul' | 'div',
  a: Bounds,
  maskA: number,
  b: Bounds,
  maskB: number,
  out: Bounds,
  n: number,
): void {
  const operation = OPERATIONS[kind];
  for (let i = 0; i < n; i++) {
    const x = a.lower[i & maskA]!;
    const y = b.lower[i & maskB]!;
    if (x !== a.upper[i & maskA]! || y !== b.upper[i & maskB]!) continue;
    const result = operation(x, y);
    if (!isExact(kind, x, y, result)) continue;
    out.lower[i] = result;
    out.upper[i] = result;
  }
}

function isExact(kind: 'add' | 'sub' | 'mul' | 'div', x: number, y: number, result: number): boolean {
  switch (kind) {
    case 'add':
    case 'sub':
      return isShort(x) && isShort(y) && isShort(result);
    case 'mul':
      return Number.isSafeInteger(x) && Number.isSafeInteger(y) && Number.isSafeInteger(result);
    case 'div':
      // 1024 result and y are whole, and their product is 1024 x or far from it.
      return Number.isSafeInteger(y) && isShort(x) && isShort(result) && 1024 * result * y === 1024 * x;
  }
}
