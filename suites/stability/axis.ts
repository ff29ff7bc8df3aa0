import { FORMATS, type Format, type FormatName } from '../../reference/formats/format.ts';
import { fromOrdered, nextDown, nextUp, toOrdered } from '../../reference/formats/ordered.ts';
import { roundNumber, roundRational } from '../../reference/formats/round.ts';
import { largestFinite, smallestSubnormal } from '../../reference/formats/ulp.ts';
import type { Domain, Page } from '../../spec/language/page.ts';
import { isInDomain } from '../generate/settings.ts';
import { twoTo } from '../judge/float-exponent.ts';

/** Floats on each side of a landmark: the classes change at landmarks, if anywhere. */
const NEIGHBOURS = 2;

/**
 * Half-width and step of the linear part of the sweep. Regions narrower than the step, away from landmarks, may be
 * missed here; `value` looks for them with many more points.
 */
const LINEAR = { reach: 32, step: 1 / 16 };

/** Binades farther out than this from 1 are sampled once in `FAR_STRIDE`; the others twice each. */
const NEAR_BINADES = 40;
const FAR_STRIDE = 4;

/**
 * The points at which a scalar function is asked first, ascending: both tails to the largest finite value and both
 * sides of 0 to the smallest subnormal, log-spaced; a linear grid where activations do everything; landmarks and their
 * neighbours. About 1,000 to 2,000 values, of the input's domain.
 */
export function axisPoints(page: Page, formatName: FormatName): Float64Array {
  const format = FORMATS[formatName];
  const domain = page.symbols.get(page.call[0] ?? '')?.domain;
  const points = new Set<number>();
  const put = (x: number): void => {
    if (Number.isFinite(x) && belongs(x, domain)) points.add(x === 0 ? 0 : x);
  };
  const both = (x: number): void => {
    put(x);
    put(-x);
  };
  put(0);
  both(smallestSubnormal(format));
  both(largestFinite(format));
  for (let e = format.emin - format.precision + 1; e <= format.emax; e++) {
    const near = Math.abs(e) <= NEAR_BINADES;
    if (!near && e % FAR_STRIDE !== 0) continue;
    both(twoTo(e));
    if (near) both(roundNumber(format, 1.5 * twoTo(e)));
  }
  for (let x = 0; x <= LINEAR.reach; x += LINEAR.step) both(roundNumber(format, x));
  for (const landmark of [...page.landmarks, ...page.kinks]) {
    const centre = roundRational(format, landmark);
    if (!Number.isFinite(centre)) continue;
    put(centre);
    let [below, above] = [centre, centre];
    for (let k = 0; k < NEIGHBOURS; k++) {
      put((below = nextDown(format, below)));
      put((above = nextUp(format, above)));
    }
  }
  return Float64Array.from(points).sort();
}

const belongs = (x: number, domain: Domain | undefined): boolean =>
  domain === undefined || (domain.lower === undefined && domain.upper === undefined) || isInDomain(x, domain);

/** The float in the middle between two, by their places in the format; undefined where they are neighbours. */
export function middleFloat(format: Format, a: number, b: number): number | undefined {
  const [low, high] = [toOrdered(format, a), toOrdered(format, b)];
  const middle = (low + high) / 2n;
  return middle === low || middle === high ? undefined : fromOrdered(format, middle);
}
