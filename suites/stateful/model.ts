import type { Expression } from '../../spec/language/expression.ts';
import { inlineSystem } from '../../spec/language/inline.ts';
import { sameNormalForm } from '../../spec/language/normal-form.ts';
import type { Page, System } from '../../spec/language/page.ts';
import { applyPatches, type SystemForm } from '../../spec/language/patch.ts';

/** The equations of one mode, ready to be judged against a trace. */
export interface ModeModel {
  /** Every state, parameter and output, with same-step states left as symbols: what local judging needs. */
  readonly local: ReadonlyMap<string, Expression>;
  /** The same with same-step states inlined: what propagation of hidden state needs. */
  readonly open: ReadonlyMap<string, Expression>;
  readonly system: System;
}

/** A page under a set of patches. */
export interface Model {
  readonly page: Page;
  readonly patches: readonly string[];
  readonly modes: ReadonlyMap<string, ModeModel>;
}

/** @throws PatchConflict where two patches cannot be combined */
export function buildModel(page: Page, patches: readonly string[], form: SystemForm = 'accuracy'): Model {
  const modes = new Map<string, ModeModel>();
  for (const mode of page.modes) {
    const system = applyPatches(page, mode, patches, form);
    modes.set(mode, {
      local: inlineSystem(page, system, { keepStates: true }),
      open: inlineSystem(page, system, { keepStates: false }),
      system,
    });
  }
  return { page, patches, modes };
}

/** Do two models compute the same thing, node for node? (Hash-consing makes this a comparison of references.) */
export function sameModel(a: Model, b: Model): boolean {
  return [...a.modes].every(([mode, { open }]) => {
    const other = b.modes.get(mode)?.open;
    return other !== undefined && open.size === other.size && [...open].every(([key, e]) => other.get(key) === e);
  });
}

/**
 * Are two models one function, though they may be written differently: beta fixed at 0, and the term that it
 * multiplies left out? Proved by normal forms, equation by equation; a state that only one of them keeps is not looked
 * into.
 */
export function equalModels(a: Model, b: Model): boolean {
  return [...a.modes].every(([mode, { open }]) => {
    const other = b.modes.get(mode)?.open;
    return (
      other !== undefined &&
      open.size === other.size &&
      [...open].every(([key, expression]) => {
        const counterpart = other.get(key);
        return counterpart !== undefined && sameNormalForm(expression, counterpart) === 'equal';
      })
    );
  });
}
