import type { Page } from '../../spec/language/page.ts';
import type { Rational } from '../../spec/language/rational.ts';

const numberOf = ({ num, den }: Rational): number => Number(num) / Number(den);

/** The default of the paper, or of the first source that gives one. */
export function publishedDefault(page: Page, key: string): number | undefined {
  const defaults = page.symbols.get(key)?.defaults;
  const value = defaults?.get('paper') ?? defaults?.values().next().value;
  return value ? numberOf(value) : undefined;
}

/** Every source that publishes a default of some hyper-parameter of the page, in page order. */
export function sourcesOfDefaults(page: Page): string[] {
  return [...new Set([...page.symbols.values()].flatMap(({ defaults }) => [...defaults.keys()]))];
}

/** What one source publishes; undefined where it is silent on this hyper-parameter. */
export function defaultOf(page: Page, key: string, source: string): number | undefined {
  const value = page.symbols.get(key)?.defaults.get(source);
  return value && numberOf(value);
}
