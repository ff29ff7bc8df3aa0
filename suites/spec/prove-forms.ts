import { inlineSystem } from '../../spec/language/inline.ts';
import type { Equation, Page, Span } from '../../spec/language/page.ts';
import { applyPatches } from '../../spec/language/patch.ts';
import { compareExpressions } from './compare-expressions.ts';
import type { Finding } from './prove-spec.ts';

/**
 * The accuracy form and every algorithm compute what the Definition does; every variant and mistake computes something
 * else (a "mistake" that changes nothing could never be told from correct code).
 */
export function* proveForms(page: Page, points: number, seed: number): Generator<Finding> {
  for (const mode of page.modes) {
    const definition = inlineSystem(page, applyPatches(page, mode, [], 'definition'), { keepStates: false });
    const accuracy = page.accuracy.get(mode);
    if (accuracy) {
      const numbers = inlineSystem(page, applyPatches(page, mode, [], 'accuracy'), { keepStates: false });
      for (const [key, expression] of numbers) {
        const original = definition.get(key);
        if (!original || original === expression) continue;
        const agreement = compareExpressions(page, original, expression, points, seed);
        const equation: Equation | undefined = accuracy.equations.get(key);
        yield {
          what: `accuracy form of ${key}${inMode(mode)}`,
          span: equation?.span ?? spanOf(page, mode),
          ...agreement,
          ...(agreement.status === 'refused' ? { fix: 'make it equal to the definition' } : {}),
        };
      }
    }
    for (const patch of page.patches.values()) {
      if (patch.mode !== '' && patch.mode !== mode) continue;
      const patched = inlineSystem(page, applyPatches(page, mode, [patch.id], 'definition'), { keepStates: false });
      const changed = [...patched].filter(([key, expression]) => definition.get(key) !== expression);
      if (patch.kind === 'algorithm') {
        for (const [key, expression] of changed) {
          const original = definition.get(key);
          if (!original) continue;
          const agreement = compareExpressions(page, original, expression, points, seed);
          const fix =
            agreement.status === 'refused'
              ? { fix: 'an algorithm must be equal mathematics; else list it as a variant or a mistake' }
              : {};
          yield { what: `algorithm ${patch.id}: ${key}${inMode(mode)}`, span: patch.span, ...agreement, ...fix };
        }
      } else if (patch.kind !== 'default') {
        const agreements = changed.map(([key, expression]) => {
          const original = definition.get(key);
          return original
            ? compareExpressions(page, original, expression, Math.min(points, 50), seed).status
            : 'refused';
        });
        const differs = agreements.includes('refused');
        if (!differs && appliesElsewhere(page, patch.id, mode)) continue;
        yield {
          what: `${patch.kind} ${patch.id}${inMode(mode)} is other mathematics`,
          span: patch.span,
          status: differs ? 'checked' : 'refused',
          detail: differs ? 'differs from the definition' : 'equal to the definition at every point',
          ...(differs ? {} : { fix: 'list it under Algorithms, or correct it' }),
        };
      }
    }
  }
}

/** A patch without a mode of its own may change one mode and leave another as it is. */
function appliesElsewhere(page: Page, id: string, mode: string): boolean {
  return page.modes.some((other) => {
    if (other === mode) return false;
    const plain = inlineSystem(page, applyPatches(page, other, [], 'definition'), { keepStates: false });
    const patched = inlineSystem(page, applyPatches(page, other, [id], 'definition'), { keepStates: false });
    return [...patched].some(([key, expression]) => plain.get(key) !== expression);
  });
}

const inMode = (mode: string): string => (mode === '' ? '' : ` (${mode})`);

function spanOf(page: Page, mode: string): Span {
  const first = page.systems.get(mode)?.equations.values().next().value;
  return first?.span ?? { file: page.file, line: 1, column: 1, text: '' };
}
