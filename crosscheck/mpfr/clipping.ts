import type { Between, MpfrField } from './field.ts';

/**
 * The element of a list of gradients after all of them were shortened to a common length: g c / |g| where |g| > c.
 * Lengths are compared by their squares, which are exact. Source: Pascanu, Mikolov & Bengio, ICML 2013, algorithm 1.
 */
export function shortened(field: MpfrField, all: readonly number[], element: number, longest: number): Between {
  let square = field.number(0);
  for (const g of all) square = field.add(square, field.square(field.number(g)));
  const g = field.number(element);
  if (field.sign(field.sub(square, field.square(field.number(longest))))! <= 0) return g;
  return field.div(field.mul(g, field.number(longest)), field.sqrt(square));
}

/** The nearest number of the interval from -limit to limit. Source: Mikolov, PhD thesis, Brno 2012, section 3.2.2. */
export function truncated(field: MpfrField, g: number, limit: number): Between {
  return field.number(Math.abs(g) <= limit ? g : Math.sign(g) * limit);
}
