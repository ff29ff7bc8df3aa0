import type { Expression } from '../../spec/language/expression.ts';
import { inlineSystem } from '../../spec/language/inline.ts';
import type { Page, Patch, Span } from '../../spec/language/page.ts';
import { applyPatches, type SystemForm } from '../../spec/language/patch.ts';
import { agreement } from './agreement.ts';
import { type Claim, claim, equality, HOLDS, OPEN } from './claim.ts';

/**
 * The accuracy form and every algorithm compute what the Definition does; every variant and mistake computes something
 * else (a "mistake" that changes nothing could never be told from correct code).
 */
export function* formClaims(page: Page): Generator<Claim> {
  for (const mode of page.modes) yield* accuracyClaims(page, mode);
  for (const patch of page.patches.values()) {
    if (patch.kind === 'algorithm') for (const mode of modesOf(page, patch)) yield* algorithmClaims(page, patch, mode);
    else if (patch.kind !== 'default') yield otherMathematics(page, patch);
  }
}

const modesOf = (page: Page, patch: Patch): readonly string[] =>
  page.modes.filter((mode) => patch.mode === '' || patch.mode === mode);

const inlined = (page: Page, mode: string, patches: readonly string[], form: SystemForm): Map<string, Expression> =>
  inlineSystem(page, applyPatches(page, mode, patches, form), { keepStates: false });

export const inMode = (mode: string): string => (mode === '' ? '' : ` (${mode})`);

/** Where the definition of `key` stands: the other place that may be wrong when two formulas disagree. */
export function definitionPlace(page: Page, mode: string, key: string, from: Span): string {
  const span = page.systems.get(mode)?.equations.get(key)?.span;
  if (!span) return 'the definition';
  return `the definition in ${span.file === from.file ? '' : `${span.file} `}line ${span.line}`;
}

function* accuracyClaims(page: Page, mode: string): Generator<Claim> {
  const forms = page.accuracy.get(mode);
  if (!forms) return;
  const definition = inlined(page, mode, [], 'definition');
  for (const [key, expression] of inlined(page, mode, [], 'accuracy')) {
    const original = definition.get(key);
    if (!original || original === expression) continue;
    const changed = forms.equations.get(key) ?? forms.equations.values().next().value;
    const span = changed?.span ?? { file: page.file, line: 1, column: 1, text: '' };
    const fix = `make it equal to ${definitionPlace(page, mode, key, span)}, or correct that`;
    yield claim({ what: `accuracy form of ${key}${inMode(mode)}`, span, fix }, () => equality(original, expression));
  }
}

function* algorithmClaims(page: Page, patch: Patch, mode: string): Generator<Claim> {
  const definition = inlined(page, mode, [], 'definition');
  let changes = 0;
  for (const [key, expression] of inlined(page, mode, [patch.id], 'definition')) {
    const original = definition.get(key);
    if (!original || original === expression) continue;
    changes++;
    // The one formula of the algorithm, or the one that gives `key`.
    const [first, ...others] = patch.replacements.values();
    const span = (others.length === 0 ? first : patch.replacements.get(key))?.span ?? patch.span;
    const fix = `an algorithm is equal mathematics: correct it or ${definitionPlace(page, mode, key, span)}, or list it as a variant or a mistake`;
    yield claim({ what: `algorithm ${patch.id}: ${key}${inMode(mode)}`, span, fix }, () =>
      equality(original, expression),
    );
  }
  if (changes === 0)
    yield {
      what: `algorithm ${patch.id}${inMode(mode)}`,
      span: patch.span,
      by: { kind: 'proved', detail: 'the definition as it stands' },
    };
}

/** In some mode some output, state or parameter is another number at some point. */
function otherMathematics(page: Page, patch: Patch): Claim {
  const pairs = modesOf(page, patch).flatMap((mode) => {
    const definition = inlined(page, mode, [], 'definition');
    return [...inlined(page, mode, [patch.id], 'definition')].flatMap(([key, expression]) => {
      const original = definition.get(key);
      return original && original !== expression ? [[original, expression] as const] : [];
    });
  });
  return {
    what: `${patch.kind} ${patch.id} is other mathematics`,
    span: patch.span,
    fix: 'list it under Algorithms, or correct it',
    by: {
      kind: 'somewhere',
      at: (point) =>
        pairs.some(([a, b]) => agreement(point.enclose(a), point.enclose(b)) === 'differ') ? HOLDS : OPEN,
      shown: 'differs from the definition',
      refuted: 'it was equal to the definition wherever it was tried',
    },
  };
}
