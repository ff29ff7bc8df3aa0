import type { Domain, Page } from '../page.ts';
import { addRational, multiplyRational, type Rational, rational, subtractRational } from '../rational.ts';

/** What an evaluator of expressions asks of a point, and where the free indices of an expression stand there. */
export interface RationalPoint {
  readonly environment: {
    value(key: string, lag: 0 | 1, positions: readonly number[]): Rational;
    extent(index: string): number;
  };
  readonly bindings: ReadonlyMap<string, number>;
}

/** Extents that differ, so that no axis can stand in for another. */
const EXTENTS: readonly number[] = [2, 3, 4];

/**
 * A number below `n` that follows from a text alone: FNV-1a, then the finaliser of MurmurHash3. So a symbol has its
 * value whichever expression asks for it first.
 */
function below(n: number, text: string): bigint {
  let hash = 0x811c9dc5;
  for (const c of text) hash = Math.imul(hash ^ (c.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return BigInt(((hash ^ (hash >>> 16)) >>> 0) % n);
}

/** Inside the domain; one without ends reaches as far as 4 `reach` from 0, one with one end as far as 4 from it. */
function draw(domain: Domain | undefined, reach: bigint, text: string): Rational {
  if (domain?.integer) return rational(2n + below(9, text));
  const { lower, upper } = domain ?? {};
  if (!lower && !upper) return rational((below(512, text) - 256n) * reach, 64n);
  const share = rational(1n + below(63, text), 64n);
  const width = lower && upper ? subtractRational(upper, lower) : rational(4n);
  const distance = multiplyRational(share, width);
  return lower ? addRational(lower, distance) : subtractRational(upper ?? rational(0n), distance);
}

/**
 * Random rational points inside the domains of a page's symbols, with denominator 64. Steps start at 2, since at the
 * first step many mistakes hide; every third point lies farther out, where functions saturate; the values in `held` are given instead of drawn.
 * The axes have the extents `sizes` in the order in which the page names them.
 */
export function* rationalPoints(
  page: Page,
  count: number,
  held: Readonly<Record<string, number>> = {},
  sizes: readonly number[] = EXTENTS,
): Generator<RationalPoint> {
  for (let i = 0; i < count; i++) {
    const extents = [...new Set(page.indices.values())];
    const extent = (index: string): number => sizes[extents.indexOf(page.indices.get(index) ?? '')] ?? 1;
    yield {
      environment: {
        value(key, lag, positions) {
          const given = held[key];
          if (given !== undefined) return rational(BigInt(given));
          return draw(page.symbols.get(key)?.domain, i % 3 === 2 ? 8n : 1n, `${i} ${key}@${lag}[${positions.join()}]`);
        },
        extent,
      },
      bindings: new Map(
        [...page.indices.keys()].map((index) => [index, Number(below(extent(index), `${i} ${index}`))]),
      ),
    };
  }
}
