import type { Page } from '../../spec/language/page.ts';
import type { Claim } from './claim.ts';
import { integers, samplePoint } from './sample-points.ts';

/** What became of a claim. */
export interface Judgement {
  readonly claim: Claim;
  readonly status: 'proved' | 'checked' | 'refused';
  readonly detail: string;
}

/** Points that confirm an algebraic proof: what algebra and interval arithmetic both accept is hardly wrong. */
const CONFIRMING = 100;

interface Tally {
  holds: number;
  beside: number;
  refuted?: string;
}

/**
 * Puts claims to random points of the page. Points are the outer loop, so that what several claims need at a point is
 * computed once; `landmarks` of the page come first. A proof by algebra is confirmed at 100 points.
 *
 * A claim that holds everywhere must have been shown at half of the points that it speaks of, and speak of an eighth
 * of all: one that could hardly ever be compared is refused as such, never called checked.
 */
export function judgeClaims(page: Page, claims: readonly Claim[], points: number, seed: number): Judgement[] {
  const tallies = new Map<Claim, Tally>(claims.map((claim) => [claim, { holds: 0, beside: 0 }]));
  const random = integers(seed);
  const landmarks = [...page.kinks, ...page.landmarks];
  for (let i = 0; i < points; i++) {
    const waiting = claims.filter((claim) => isWaiting(claim, tallies.get(claim)!));
    if (waiting.length === 0) break;
    const point = samplePoint(page, random, landmarks[i]);
    for (const claim of waiting) {
      if (claim.by.kind !== 'everywhere' && claim.by.kind !== 'somewhere') continue;
      const tally = tallies.get(claim)!;
      const verdict = claim.by.at(point);
      if (verdict.kind === 'holds') tally.holds++;
      else if (verdict.kind === 'beside') tally.beside++;
      else if (verdict.kind === 'refuted') tally.refuted = verdict.detail;
    }
  }
  return claims.map((claim) => ({ claim, ...conclude(claim, tallies.get(claim)!, points) }));
}

function isWaiting({ by }: Claim, tally: Tally): boolean {
  if (by.kind === 'everywhere')
    return tally.refuted === undefined && (by.algebra === undefined || tally.holds < CONFIRMING);
  return by.kind === 'somewhere' && tally.holds === 0;
}

function conclude({ by }: Claim, tally: Tally, points: number): Pick<Judgement, 'status' | 'detail'> {
  switch (by.kind) {
    case 'proved':
    case 'checked':
    case 'refused':
      return { status: by.kind, detail: by.detail };
    case 'somewhere':
      return tally.holds > 0 ? { status: 'checked', detail: by.shown } : { status: 'refused', detail: by.refuted };
    case 'everywhere': {
      if (tally.refuted !== undefined) return { status: 'refused', detail: tally.refuted };
      const counted = `${tally.holds} points${by.detail === undefined ? '' : ` ${by.detail}`}`;
      if (by.algebra !== undefined) return { status: 'proved', detail: `${by.algebra}; ${counted}` };
      const spoken = points - tally.beside;
      if (8 * spoken < points)
        return { status: 'refused', detail: `not checked: its hypotheses held at only ${spoken} of ${points} points` };
      if (2 * tally.holds < spoken) {
        const detail = `not checked: only ${tally.holds} of ${spoken} points gave values that could be compared`;
        return { status: 'refused', detail };
      }
      return { status: 'checked', detail: counted };
    }
  }
}
