import type { Expression } from '../../spec/language/expression.ts';
import { EquationCycle, UndefinedLocal } from '../../spec/language/inline.ts';
import { sameNormalForm } from '../../spec/language/normal-form.ts';
import type { Span } from '../../spec/language/page.ts';
import { IndexCapture } from '../../spec/language/substitute.ts';
import { agreement, shown } from './agreement.ts';
import type { SamplePoint } from './sample-points.ts';

/** What one point says of a claim. `beside`: the claim does not speak of this point. */
export type PointVerdict =
  | { readonly kind: 'holds' | 'open' | 'beside' }
  | { readonly kind: 'refuted'; readonly detail: string };

export const HOLDS: PointVerdict = { kind: 'holds' };
export const OPEN: PointVerdict = { kind: 'open' };
export const BESIDE: PointVerdict = { kind: 'beside' };

/** One statement of a page that can be put to the test. */
export interface Claim {
  readonly what: string;
  readonly span: Span;
  /** What to do about it when it is refused. */
  readonly fix?: string;
  /**
   * `proved`, `checked` and `refused` need no points. A claim that holds `everywhere` is refused at the first point
   * that refutes it; one that holds `somewhere` is shown by the first point where it does.
   */
  readonly by:
    | { readonly kind: 'proved' | 'checked' | 'refused'; readonly detail: string }
    | {
        readonly kind: 'everywhere';
        at(point: SamplePoint): PointVerdict;
        /** An algebraic proof, which a few points confirm in another arithmetic. */
        readonly algebra?: string;
        /** What a checked claim says after the number of points. */
        readonly detail?: string;
      }
    | {
        readonly kind: 'somewhere';
        at(point: SamplePoint): PointVerdict;
        readonly shown: string;
        readonly refuted: string;
      };
}

export const ONE_FUNCTION = 'one rational function of independent atoms';

/** Two expressions are one function: by their normal forms where these decide, else point by point. */
export function equality(left: Expression, right: Expression): Claim['by'] {
  if (left === right) return { kind: 'proved', detail: 'the same formula' };
  return {
    kind: 'everywhere',
    ...(sameNormalForm(left, right) === 'equal' ? { algebra: ONE_FUNCTION } : {}),
    at(point) {
      const a = point.enclose(left);
      const b = point.enclose(right);
      const verdict = agreement(a, b);
      if (verdict !== 'differ') return verdict === 'agree' ? HOLDS : OPEN;
      return { kind: 'refuted', detail: `${shown(a)} against ${shown(b)} at ${point.describe(left, right)}` };
    },
  };
}

/** A claim whose formulas cannot be put together is refused with the reason; any other error is a fault of the proof. */
export function claim(head: Pick<Claim, 'what' | 'span' | 'fix'>, build: () => Claim['by']): Claim {
  try {
    return { ...head, by: build() };
  } catch (error) {
    if (error instanceof IndexCapture || error instanceof UndefinedLocal || error instanceof EquationCycle)
      return { ...head, by: { kind: 'refused', detail: error.message } };
    throw error;
  }
}
