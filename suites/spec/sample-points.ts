import type { Environment } from '../../reference/evaluate.ts';
import type { Domain, Page } from '../../spec/language/page.ts';
import { compareRational, type Rational, rational } from '../../spec/language/rational.ts';

/** A small deterministic generator (Marsaglia's xorshift32): the same points on every machine. */
export function* integers(seed: number): Generator<number, never> {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  for (;;) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    yield state;
  }
}

/** Sizes of the indices of a sampled tensor: small, and different so that two axes cannot be mistaken. */
const SIZES: readonly number[] = [2, 3, 2, 4];

/** Where the random rational values of a page's symbols come from, and how large its indices are. */
export interface SamplePoint {
  readonly environment: Environment;
  /** Zero-based position for every index of the page. */
  readonly bindings: ReadonlyMap<string, number>;
  /** The point in words, for a message. */
  describe(): string;
}

/**
 * A random rational point of a page: every symbol element is drawn once, inside its domain, when it is first asked
 * for. `held` fixes symbols whatever their lag.
 */
export function samplePoint(
  page: Page,
  random: Iterator<number>,
  held: ReadonlyMap<string, Rational> = new Map(),
  variables: ReadonlyMap<string, Rational> = new Map(),
): SamplePoint {
  const next = (): number => random.next().value as number;
  const extents = [...new Set(page.indices.values())];
  const sizeOf = (index: string): number => SIZES[extents.indexOf(page.indices.get(index) ?? '') % SIZES.length] ?? 1;
  const known = new Map<string, Rational>();
  // Most points lie where operators bend, one in eight far out.
  const span = next() % 8 === 0 ? 40 : 6;
  return {
    environment: {
      value(key, lag, positions) {
        const fixed = held.get(key) ?? variables.get(key);
        if (fixed) return fixed;
        const symbol = page.symbols.get(key);
        // A value that has no lag in the mathematics has one value whichever lag is asked for.
        const constant = symbol?.role === 'hyper' || symbol?.role === 'time' || symbol?.role === 'input';
        const name = `${key}${constant ? '' : `@${lag}`}[${positions.join(',')}]`;
        let value = known.get(name);
        if (!value) known.set(name, (value = drawIn(symbol?.domain, next, span)));
        return value;
      },
      extent: sizeOf,
    },
    bindings: new Map([...page.indices.keys()].map((index) => [index, next() % sizeOf(index)])),
    describe: () => [...known].map(([name, q]) => `${name} = ${q.num}/${q.den}`).join(', '),
  };
}

/** A rational inside a domain, with a denominator of 2^10 so that no decimal is special. */
export function drawIn(domain: Domain | undefined, next: () => number, span: number): Rational {
  if (domain?.integer) {
    const low = domain.lower ? Number(domain.lower.num / domain.lower.den) : 0;
    return rational(BigInt(low + (domain.lowerOpen ? 1 : 0) + (next() % 10)));
  }
  const raw = rational(BigInt((next() % (2 * span * 1024)) - span * 1024), 1024n);
  const { lower, upper } = domain ?? {};
  if (lower && upper) {
    const part = rational(BigInt(1 + (next() % 1022)), 1024n);
    return rational(
      lower.num * upper.den * part.den + part.num * (upper.num * lower.den - lower.num * upper.den),
      lower.den * upper.den * part.den,
    );
  }
  const distance = rational(BigInt(1 + (next() % (span * 1024))), 1024n);
  if (lower && compareRational(raw, lower) <= 0) return add(lower, distance);
  if (upper && compareRational(raw, upper) >= 0) return add(upper, { num: -distance.num, den: distance.den });
  return raw;
}

const add = (a: Rational, b: Rational): Rational => rational(a.num * b.den + b.num * a.den, a.den * b.den);
