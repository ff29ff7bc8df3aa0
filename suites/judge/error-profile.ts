import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import type { ErrorProfile } from '../../reports/record.ts';
import { classNamed, UNINFORMATIVE } from './accuracy-class.ts';
import { exponentOf, twoTo } from './float-exponent.ts';

/**
 * Bins of one sign, by binade, from 0 outwards. Elementwise functions do everything between 2^-4 and 2^10 (exp leaves
 * float64 at 745), so that a quarter of a binade has a bin of its own there; the rest of the range is wide and dull.
 */
const INNER = { from: -4, to: 10, bins: 56, perBinade: 4 } as const;
const SMALL = { from: -30, bins: 13, binades: 2 } as const;
const TINY_BINS = 8;
const LARGE_BINS = 24;
const SIDE = TINY_BINS + SMALL.bins + INNER.bins + LARGE_BINS;

const EMPTY = 255;

/** Worst last: what proves nothing never hides a class that something was proved of. */
const rank = (code: number): number => (code === UNINFORMATIVE ? -1 : code);

/** One of so many bins. Of the module, since a function made for every value added is a tenth of a whole run. */
const within = (bins: number, bin: number): number => Math.max(0, Math.min(bins - 1, Math.floor(bin)));

/** The largest error and the worst class in each of some two hundred bins along the axis of a scalar function. */
export class ErrorProfiler {
  readonly #x = new Float64Array(2 * SIDE + 1);
  readonly #error = new Float64Array(2 * SIDE + 1);
  readonly #code = new Uint8Array(2 * SIDE + 1).fill(EMPTY);
  readonly #tinyBinades: number;
  readonly #largeBinades: number;
  readonly #smallest: number;

  constructor(format: FormatName) {
    const { emin, emax, precision } = FORMATS[format];
    this.#smallest = Math.min(emin - precision + 1, SMALL.from - TINY_BINS);
    this.#tinyBinades = (SMALL.from - this.#smallest) / TINY_BINS;
    this.#largeBinades = Math.max(1, (emax + 1 - INNER.to) / LARGE_BINS);
  }

  /** @param error size of the error in ulp; anything but a finite number means that it has no size */
  add(x: number, code: number, error: number): void {
    if (!Number.isFinite(x)) return;
    const bin = this.#binOf(x);
    const size = Number.isFinite(error) ? error : Number.POSITIVE_INFINITY;
    const known = this.#code[bin]!;
    if (known === EMPTY || size > this.#error[bin]!) {
      this.#error[bin] = size;
      this.#x[bin] = x;
    }
    if (known === EMPTY || rank(code) > rank(known)) this.#code[bin] = code;
  }

  /** The record; `undefined` where nothing was added. A bin between two that are alike, and like it, is left out. */
  profile(): ErrorProfile | undefined {
    const bins: { x: number; ulp: number | null; code: number }[] = [];
    this.#code.forEach((code, i) => {
      if (code !== EMPTY) bins.push({ x: shortened(this.#x[i]!, 4), ulp: sizeOf(this.#error[i]!), code });
    });
    if (bins.length === 0) return undefined;
    const alike = (i: number, j: number): boolean =>
      bins[i]?.code === bins[j]?.code && bins[i]?.ulp === bins[j]?.ulp && bins[j] !== undefined;
    const kept = bins.filter((_, i) => !(alike(i, i - 1) && alike(i, i + 1)));
    return {
      x: kept.map((bin) => bin.x),
      ulp: kept.map((bin) => bin.ulp),
      class: kept.map((bin) => classNamed(bin.code)),
    };
  }

  #binOf(x: number): number {
    if (x === 0) return SIDE;
    const size = Math.abs(x);
    const side = this.#binOfSize(size, exponentOf(size));
    return x < 0 ? SIDE - 1 - side : SIDE + 1 + side;
  }

  #binOfSize(size: number, exponent: number): number {
    if (exponent < SMALL.from) return within(TINY_BINS, (exponent - this.#smallest) / this.#tinyBinades);
    if (exponent < INNER.from) return TINY_BINS + within(SMALL.bins, (exponent - SMALL.from) / SMALL.binades);
    const inner = TINY_BINS + SMALL.bins;
    if (exponent >= INNER.to)
      return inner + INNER.bins + within(LARGE_BINS, (exponent - INNER.to) / this.#largeBinades);
    const quarter = Math.floor(INNER.perBinade * (size / twoTo(exponent) - 1));
    return inner + INNER.perBinade * (exponent - INNER.from) + quarter;
  }
}

/** An error below a hundredth of an ulp is none that anyone could see: as 0 it lets its bin be left out. */
const sizeOf = (error: number): number | null =>
  !Number.isFinite(error) ? null : error < 0.01 ? 0 : shortened(error, 2);

/** Rounded to so many digits; the largest float64 would round up to infinity and stays as it is. */
function shortened(x: number, digits: number): number {
  const short = Number(x.toPrecision(digits));
  return Number.isFinite(short) ? short : x;
}
