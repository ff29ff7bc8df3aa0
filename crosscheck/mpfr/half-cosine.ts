import type { Between, MpfrField } from './field.ts';

/**
 * Quarters that (1 + cos(pi p)) / 2 is, by p in sixths: at p = 0, 1/3, 1/2, 2/3, 1 and nowhere else between is it
 * rational (Niven, "Irrational Numbers", 1956, corollary 3.12).
 */
const QUARTERS: Readonly<Record<number, number>> = { 0: 4, 2: 3, 3: 2, 4: 1, 6: 0 };

/** How many sixths `done / span` is, where that is a whole number. */
export function sixthsOf(done: bigint, span: bigint): number | undefined {
  return (6n * done) % span === 0n ? Number((6n * done) / span) : undefined;
}

/**
 * (1 + cos(pi p)) / 2 for a share p in [0, 1], as the square of the cosine of half the angle, which does not cancel near
 * the end; exactly where it is rational.
 *
 * @param sixths p in sixths, where that is a whole number
 */
export function halfCosine(field: MpfrField, p: Between, sixths: number | undefined): Between {
  const quarters = sixths === undefined ? undefined : QUARTERS[sixths];
  if (quarters !== undefined) return field.scale(field.number(quarters), -2);
  return field.square(field.cos(field.scale(field.mul(field.pi(), p), -1)));
}
