import fc from 'fast-check';
import type { Hyperparameters, Kernel } from '../../adapters/contract.ts';
import type { Page, SymbolDeclaration } from '../../spec/language/page.ts';
import { draw } from './random.ts';
import { hyperArbitrary, isInDomain } from './settings.ts';

/**
 * Designed values by key, one column a run:
 *
 * - dyadic, where rates are exact and no two numbers are equal, a smallest rate that is not zero included (at zero its
 *   mistakes look like the right thing);
 * - decimals and lengths that do not divide each other;
 * - a long run, the smallest rate zero; 107 is the smallest length k for which t (1/k), rounded in float32 as in float64,
 *   falls below t/k where that is a whole number, so that a floor of it comes late;
 * - lengths of a step or two, where "from 0" and "from 1" differ most;
 * - the shortest of all: no warm-up, and a period of one step, where a mistake in counting periods shows that longer ones
 *   hide.
 */
const DESIGNED: Readonly<Record<string, readonly number[]>> = {
  lrMax: [1, 0.001, 3e-4, 0.5, 2],
  lrMin: [1 / 8, 1e-5, 0, 1 / 4, 1 / 2],
  warmupSteps: [8, 7, 10, 1, 0],
  totalSteps: [40, 50, 1000, 13, 6],
  stepSize: [8, 7, 107, 2, 1],
  period: [8, 7, 107, 2, 1],
  gamma: [1 / 2, 0.9, 0.99, 0.1, 3 / 4],
  power: [2, 1.5, 0.5, 3, 1],
  divFactor: [4, 25, 10, 2, 3],
  finalDivFactor: [16, 1e4, 100, 8, 5],
  warmupShare: [1 / 4, 0.3, 0.1, 1 / 2, 1 / 2],
};

/** For other keys: what of these belongs to the domain, another one in each run and for each key. */
const WHOLE: readonly number[] = [8, 7, 10, 2, 5];
const REAL: readonly number[] = [1 / 4, 0.3, 2, 3 / 4, 0.9, 1.5];

const RUNS = 5;

/** Largest length of a drawn run: every step of it is asked for. */
const LONGEST = 600;

const hyperSymbols = (page: Page): SymbolDeclaration[] =>
  [...page.symbols.values()].filter(({ role }) => role === 'hyper');

/** The designed runs of a schedule, dyadic first. What the kernel has built in stays at that value. */
export function designedSchedules(page: Page, kernel: Kernel): Hyperparameters[] {
  return Array.from({ length: RUNS }, (_, run) => {
    const values: Record<string, number> = {};
    hyperSymbols(page).forEach(({ key, domain }, place) => {
      const known = DESIGNED[key]?.[run];
      const fitting = (domain.integer ? WHOLE : REAL).filter((x) => isInDomain(x, domain));
      const other = fitting[(run + place) % Math.max(1, fitting.length)];
      const value = known !== undefined && isInDomain(known, domain) ? known : other;
      if (value === undefined) throw new Error(`${page.id}: no designed value of ${key} lies in its domain`);
      values[key] = value;
    });
    return consistent(page, { ...values, ...kernel.hyper });
  });
}

/** Any number in the domain of a symbol: rates over five orders of magnitude, lengths up to some hundreds. */
function arbitraryOf({ key, domain }: SymbolDeclaration): fc.Arbitrary<number> {
  const inside = (x: number): boolean => isInDomain(x, domain);
  const rate = fc
    .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: -8, max: -3 }))
    .map(([mantissa, exponent]) => mantissa * 10 ** exponent);
  if (key === 'lrMax') return rate.filter(inside);
  if (key === 'lrMin') return fc.oneof(fc.constant(0), rate).filter(inside);
  // A smaller factor makes rates that no training uses, of which exp(t ln gamma) has few digits left.
  if (key === 'gamma') return fc.integer({ min: 20, max: 199 }).map((k) => k / 200);
  if (key === 'totalSteps') return fc.integer({ min: 150, max: LONGEST }).filter(inside);
  if (domain.integer) return fc.integer({ min: 0, max: 99 }).filter(inside);
  return hyperArbitrary(domain);
}

/** Runs that are other for every seed. */
export function drawnSchedules(page: Page, kernel: Kernel, seed: number, count: number): Hyperparameters[] {
  const any = fc.record(Object.fromEntries(hyperSymbols(page).map((symbol) => [symbol.key, arbitraryOf(symbol)])));
  const runs = draw(fc.array(any, { minLength: count, maxLength: count }), seed);
  return runs.map((run) => consistent(page, { ...run, ...kernel.hyper }));
}

/**
 * A run that means something: the smallest rate is not above the largest, and something is left of the total when the
 * warm-up is over. What a kernel has built in may stand against that; it is then its own choice.
 */
function consistent(page: Page, hyper: Hyperparameters): Hyperparameters {
  const { lrMax, lrMin, warmupSteps, totalSteps } = hyper;
  const values: Record<string, number> = { ...hyper };
  if (lrMax !== undefined && lrMin !== undefined && lrMin > lrMax) {
    values.lrMax = lrMin;
    values.lrMin = lrMax;
  }
  if (warmupSteps !== undefined && totalSteps !== undefined && warmupSteps >= totalSteps) {
    const shorter = totalSteps >> 1;
    if (isInDomain(shorter, page.symbols.get('warmupSteps')!.domain)) values.warmupSteps = shorter;
  }
  return values;
}
