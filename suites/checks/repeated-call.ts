import type { Disagreement } from '../judge/disagreement.ts';
import type { FindingDraft } from './check.ts';

/** The finding of a subject that answers one call in two ways; `element` says where they differ most: `x = 0.5`. */
export function nondeterministicFinding(found: Disagreement, element: string): FindingDraft {
  const { spread, count, total } = found;
  return {
    verdict: { kind: 'nondeterministic', spread },
    message: `the same call was made twice and ${count} of ${total} values came back different, at most by ${spread} (${element}); nothing can be said about a function that has two values`,
  };
}
