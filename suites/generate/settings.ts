import fc from 'fast-check';
import type { Hyperparameters, Kernel } from '../../adapters/contract.ts';
import type { Domain, Page } from '../../spec/language/page.ts';
import { compareRational, rationalFromNumber } from '../../spec/language/rational.ts';
import { publishedDefault } from './published-default.ts';
import { draw } from './random.ts';

/** One choice of all hyper-parameters of an operator without state. */
export interface Setting {
  readonly hyper: Hyperparameters;
  /** The published defaults: what a page's limits are promised for. */
  readonly published: boolean;
}

/**
 * Dyadic values, exact in every format: 1/4 and 2 lie on both sides of 1, where most published defaults are, and are
 * far from all of them; -1/2 counts only where a domain has negative values.
 */
const DYADIC: readonly number[] = [1 / 4, 2, -1 / 2, 3 / 4, 4];

/** Settings with dyadic values; each hyper-parameter of a page gets another one, so that two cannot be mistaken. */
const DYADIC_SETTINGS = 2;

/** Does the number belong to the domain? */
export function isInDomain(x: number, domain: Domain): boolean {
  if (!Number.isFinite(x)) return false;
  const value = rationalFromNumber(x);
  if (domain.integer && value.den !== 1n) return false;
  const lower = domain.lower && compareRational(value, domain.lower);
  const upper = domain.upper && compareRational(value, domain.upper);
  return (
    (lower === undefined || lower > 0 || (lower === 0 && !domain.lowerOpen)) &&
    (upper === undefined || upper < 0 || (upper === 0 && !domain.upperOpen))
  );
}

/** Decimals of two to three digits between -8 and 8 that belong to the domain: few of them are exact in any format. */
export function hyperArbitrary(domain: Domain): fc.Arbitrary<number> {
  const decimal = fc.integer({ min: -800, max: 800 }).map((k) => (domain.integer ? Math.round(k / 100) : k / 100));
  const near = fc.integer({ min: 1, max: 199 }).map((k) => (domain.integer ? k : k / 200));
  return fc.oneof(decimal, near).filter((x) => isInDomain(x, domain));
}

/**
 * The hyper-parameters under which an operator without state is judged: the published defaults, two dyadic choices,
 * and `drawn` further ones, other for every seed. What the kernel has built in stays at that value. A page without
 * hyper-parameters has one setting.
 *
 * @throws Error for a hyper-parameter without a published default whose domain holds none of the dyadic values
 */
export function settingsOf(page: Page, kernel: Kernel, seed: number, drawn = 2): readonly Setting[] {
  const symbols = [...page.symbols.values()].filter(({ role }) => role === 'hyper');
  if (symbols.length === 0) return [{ hyper: {}, published: true }];
  const choose = (value: (key: string, domain: Domain, place: number) => number): Hyperparameters =>
    Object.fromEntries(
      symbols.map(({ key, domain }, place) => [key, kernel.hyper?.[key] ?? value(key, domain, place)]),
    );
  const dyadic = (key: string, domain: Domain, which: number): number => {
    const fitting = DYADIC.filter((x) => isInDomain(x, domain));
    if (fitting.length === 0) throw new Error(`${page.id}: give ${key} a published default, its domain is unusual`);
    return fitting[which % fitting.length]!;
  };
  const published = choose((key, domain) => publishedDefault(page, key) ?? dyadic(key, domain, 0));
  const others = Array.from({ length: DYADIC_SETTINGS }, (_, i) =>
    choose((key, domain, place) => dyadic(key, domain, i + place)),
  );
  for (let i = 0; i < drawn; i++) {
    others.push(choose((_, domain, place) => draw(hyperArbitrary(domain), seed * 31 + 7 * i + place)));
  }
  const isPublished = symbols.every(({ key }) => published[key] === (publishedDefault(page, key) ?? published[key]));
  const settings: Setting[] = [{ hyper: published, published: isPublished }];
  for (const hyper of others) {
    if (!settings.some((known) => sameHyper(known.hyper, hyper))) settings.push({ hyper, published: false });
  }
  return settings;
}

const sameHyper = (a: Hyperparameters, b: Hyperparameters): boolean =>
  Object.entries(a).every(([key, value]) => b[key] === value);

/** `alpha = 0.25, beta = 2`; empty without hyper-parameters. */
export const describeHyper = (hyper: Hyperparameters): string =>
  Object.entries(hyper)
    .map(([key, value]) => `${key} = ${value}`)
    .join(', ');
