/**
 * Binary constants as integers: `constant(w)` is c * 2^w with an error of at most 2 units.
 *
 * Each series is summed with 32 guard bits; every floor loses less than one unit of the guarded last place, a series
 * of n terms therefore less than 2n + 1 of them (two floors a term, then the tail), and n < 2^20 at any precision
 * used here. After dropping the guard bits that is below 2^-10 units, and the final floor is below one.
 */
const GUARD = 32;

/** Arc tangent or hyperbolic arc tangent of 1/k times 2^w: the sum of (-+1)^j / ((2j+1) k^(2j+1)). */
function arcTangentOfInverse(k: bigint, w: number, alternating: boolean): bigint {
  const square = k * k;
  let power = (1n << BigInt(w)) / k;
  let sum = power;
  for (let j = 1n; power !== 0n; j++) {
    power /= square;
    const term = power / (2n * j + 1n);
    sum += alternating && j % 2n === 1n ? -term : term;
  }
  return sum;
}

function cached(compute: (w: number) => bigint): (w: number) => bigint {
  let known = -1;
  let value = 0n;
  return (w) => {
    if (w > known) {
      // Some bits to spare, so that a ladder of nearby precisions computes the series once.
      known = w + 64 + (w >> 2);
      value = compute(known + GUARD) >> BigInt(GUARD);
    }
    return value >> BigInt(known - w);
  };
}

/** ln 2 = 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749). */
export const naturalLogOfTwo = cached(
  (w) =>
    18n * arcTangentOfInverse(26n, w, false) -
    2n * arcTangentOfInverse(4801n, w, false) +
    8n * arcTangentOfInverse(8749n, w, false),
);

/** pi = 16 arctan(1/5) - 4 arctan(1/239) (Machin 1706). */
export const piConstant = cached(
  (w) => 16n * arcTangentOfInverse(5n, w, true) - 4n * arcTangentOfInverse(239n, w, true),
);
