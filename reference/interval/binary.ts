import type { Dyadic } from './dyadic.ts';

/** A closed interval of reals with binary ends; `lo` is never +infinity, `hi` never -infinity. */
export interface BinaryInterval {
  readonly lo: Dyadic;
  readonly hi: Dyadic;
}

/**
 * An elementary function at one end of an interval: bounds of f(x) at precision `p`. At an infinite end it gives the
 * limit there. Bounds of different ends are used one at a time: the lower one at the end where f is least.
 */
export type PointFunction = (x: Dyadic, p: number) => BinaryInterval;
