import { decodeHalf } from '../../reference/formats/bits.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { fromOrdered, toOrdered } from '../../reference/formats/ordered.ts';
import { roundNumber, roundRational } from '../../reference/formats/round.ts';
import type { Page } from '../../spec/language/page.ts';
import { isInDomain } from './settings.ts';

/** Half-width, in values of the format, of the neighbourhood of each landmark. */
const NEIGHBOURHOOD = 64;
/** Values of the dense linear grid over [-20, 20]: a step below 1/100, so no bump of an activation hides. */
const GRID = 4097;

/** By page and format: the value, the derivative and every subject are swept alike. */
const swept = new WeakMap<Page, Map<FormatName, Float64Array>>();

/**
 * The deterministic inputs of a scalar check: every finite bfloat16 pattern that is a value of the format (all
 * magnitudes and signs, three significant digits), the neighbourhood of every landmark, and a dense grid where
 * activations do everything. For float16 every pattern of the format itself. Only what the input's domain holds.
 * The array is shared: the caller must not change it.
 */
export function sweepInputs(page: Page, format: FormatName): Float64Array {
  let byFormat = swept.get(page);
  if (!byFormat) swept.set(page, (byFormat = new Map()));
  let inputs = byFormat.get(format);
  if (!inputs) byFormat.set(format, (inputs = sweep(page, format)));
  return inputs;
}

/** The format whose finite patterns are all swept: every value of it is one of the other format. */
const patternsOf = (format: FormatName) => FORMATS[format === 'float16' ? 'float16' : 'bfloat16'];

/** The finite values of a format of 16 bits, each once. */
const finiteValues = new Map<FormatName, readonly number[]>();

function everyPattern(format: FormatName): readonly number[] {
  const patterns = patternsOf(format);
  let values = finiteValues.get(patterns.name);
  if (!values) {
    const all = Array.from({ length: 65536 }, (_, bits) => decodeHalf(patterns, bits));
    // 0 and -0 are one input here; special values are a check of their own.
    finiteValues.set(patterns.name, (values = all.filter((x) => Number.isFinite(x) && !Object.is(x, -0))));
  }
  return values;
}

function sweep(page: Page, format: FormatName): Float64Array {
  const { [format]: target } = FORMATS;
  const domain = page.symbols.get(page.call[0] ?? '')?.domain;
  const bounded = domain?.lower !== undefined || domain?.upper !== undefined;
  const within = (x: number) => !bounded || isInDomain(x, domain);
  const patterns = patternsOf(format);
  const extra = new Set<number>();
  const add = (x: number) => {
    if (Number.isFinite(x) && roundNumber(patterns, x) !== x && within(x)) extra.add(x);
  };
  const last = toOrdered(target, Number.POSITIVE_INFINITY);
  for (const landmark of [...page.landmarks, ...page.kinks]) {
    const at = roundRational(target, landmark);
    // A landmark may lie beyond a narrow format: the overflow of an exponential in float64, in float16.
    if (!Number.isFinite(at)) continue;
    const centre = toOrdered(target, at);
    for (let k = -NEIGHBOURHOOD; k <= NEIGHBOURHOOD; k++) {
      const place = centre + BigInt(k);
      if (place <= last && place >= -last) add(fromOrdered(target, place));
    }
  }
  for (let k = 0; k < GRID; k++) add(roundNumber(target, -20 + (40 * k) / (GRID - 1)));
  return interleave([...everyPattern(format).filter(within), ...extra]);
}

/**
 * A fixed permutation that puts far-apart values side by side: some backends take another path for a tensor of
 * similar values, or for the last few elements. The stride is coprime to every length it is used with.
 */
function interleave(values: readonly number[]): Float64Array {
  const n = values.length;
  let stride = Math.max(1, Math.floor(n * 0.618));
  while (gcd(stride, n) !== 1) stride++;
  const mixed = new Float64Array(n);
  for (let i = 0, at = 0; i < n; i++, at = (at + stride) % n) mixed[i] = values[at]!;
  return mixed;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
