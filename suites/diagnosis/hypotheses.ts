import type { Page, Patch } from '../../spec/language/page.ts';
import { conflict } from '../../spec/language/patch.ts';

/** A set of patches that may explain what a subject computes. */
export interface Hypothesis {
  readonly patches: readonly string[];
  /** Made of accepted variants only: a legitimate convention rather than a mistake. */
  readonly accepted: boolean;
}

/** What a hypothesis may be made of: other mathematics. Algorithms are the same mathematics in another form. */
const explains = (patch: Patch): boolean => patch.kind !== 'algorithm';

/**
 * All hypotheses of exactly `size` patches whose parts do not conflict, accepted variants before mistakes, in page
 * order.
 *
 * @param accepted only those of accepted variants
 */
export function* hypothesesOfSize(page: Page, size: number, accepted = false): Generator<Hypothesis> {
  const rank = { variant: 0, mistake: 1, default: 2, algorithm: 3 };
  const candidates = [...page.patches.values()]
    .filter(accepted ? ({ kind }) => kind === 'variant' : explains)
    .sort((a, b) => rank[a.kind] - rank[b.kind]);
  yield* combinations(page, candidates, size, 0, []);
}

function* combinations(
  page: Page,
  candidates: readonly Patch[],
  size: number,
  from: number,
  chosen: readonly Patch[],
): Generator<Hypothesis> {
  if (chosen.length === size) {
    yield { patches: chosen.map((patch) => patch.id), accepted: chosen.every((patch) => patch.kind === 'variant') };
    return;
  }
  for (let i = from; i < candidates.length; i++) {
    const next = candidates[i]!;
    if (chosen.some((other) => page.modes.some((mode) => conflict(page, mode, other.id, next.id)))) continue;
    yield* combinations(page, candidates, size, i + 1, [...chosen, next]);
  }
}
