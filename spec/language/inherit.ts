import { withoutRestatedDefaults } from './default-patches.ts';
import { distinctNodes, type Expression } from './expression.ts';
import { reachable } from './inline.ts';
import type { Equation, Page, Patch, Span, System } from './page.ts';
import { clash, patchSystem } from './patch.ts';
import { PageProblem } from './problem.ts';

/** Keys of all symbols in an expression. */
export function symbolKeys(...expressions: readonly Expression[]): Set<string> {
  const keys = new Set<string>();
  for (const node of distinctNodes(...expressions)) if (node.kind === 'symbol') keys.add(node.key);
  return keys;
}

function mentions(patch: Patch): Set<string> {
  const expressions = [...patch.replacements.values()].map((equation) => equation.expression);
  const keys = symbolKeys(...expressions, ...patch.substitutions.map(({ to }) => to));
  for (const key of [...patch.replacements.keys(), ...patch.fixed.keys()]) keys.add(key);
  for (const { from, within } of patch.substitutions) for (const key of [from, ...within]) keys.add(key);
  return keys;
}

/** The equations that a derived page writes itself, as a patch of its base. */
function ownEquations(page: Page, mode: string): Patch {
  const replacements: ReadonlyMap<string, Equation> = page.systems.get(mode)?.equations ?? new Map();
  return {
    id: page.id,
    kind: 'variant',
    title: page.title,
    why: '',
    mode,
    replacements,
    substitutions: [],
    fixed: new Map(),
    span: { file: page.file, line: 1, column: 1, text: '' },
  };
}

/** What a patch of the base writes, with the substitutions of the patches that make the derived page. */
function underPatches(page: Page, patch: Patch, applied: readonly Patch[]): ReadonlyMap<string, Equation> {
  const own: System = { mode: patch.mode, equations: patch.replacements };
  return patchSystem(
    page,
    own,
    applied.map((each) => ({ ...each, replacements: new Map() })),
  ).equations;
}

/**
 * Completes a page that is another page under patches, or with some equations of its own.
 *
 * It takes over symbols, call order, equations and accuracy forms, landmarks, scale and derivatives of outputs that
 * stay as they are, and every patch that neither clashes with the change nor speaks of a dropped symbol, with what the
 * change substitutes in the equations that the patch replaces. Laws, limits, facts, sources and cited formulas are the page's own: what held for the base need not hold any more.
 */
export function inherit(
  page: Page,
  base: Page,
  link: { readonly page: string; readonly patches: readonly string[] },
  span: Span,
  problems: PageProblem[],
): Page {
  const applied: Patch[] = [];
  for (const id of link.patches) {
    const patch = base.patches.get(id);
    if (patch) applied.push(patch);
    else problems.push(new PageProblem(span, `page ${base.id} has no patch "${id}"`, 'name one of its patches'));
  }
  for (const [mode, system] of page.systems) {
    const [first] = system.equations.values();
    if (!base.systems.has(mode) && first)
      problems.push(new PageProblem(first.span, `page ${base.id} has no mode "${mode}"`, 'write steps for its modes'));
  }
  const systems = new Map<string, System>();
  const accuracy = new Map<string, System>();
  const changes = new Map<string, readonly Patch[]>();
  for (const [mode, system] of base.systems) {
    const change = [...applied, ownEquations(page, mode)];
    changes.set(mode, change);
    systems.set(mode, patchSystem(page, system, change));
    const changed = change.flatMap(({ replacements, substitutions }) => [
      ...replacements.keys(),
      ...substitutions.flatMap(({ within }) => within),
    ]);
    // An accuracy form may bypass equations of the definition; it stays only where nothing that it stands for changed.
    const kept = [...(base.accuracy.get(mode)?.equations ?? [])].filter(
      ([key]) => !changed.some((other) => other === key || reachable(system, key).has(other)),
    );
    const forms = patchSystem(
      page,
      { mode, equations: new Map(kept) },
      applied.map((p) => ({ ...p, replacements: new Map() })),
    );
    accuracy.set(mode, {
      mode,
      equations: new Map([...forms.equations, ...(page.accuracy.get(mode)?.equations ?? [])]),
    });
  }
  const allPatches = (): ReadonlyMap<string, Patch> => {
    const patches = new Map<string, Patch>();
    for (const [id, patch] of base.patches) {
      if (link.patches.includes(id)) continue;
      const known = [...mentions(patch)].every((key) => page.symbols.has(key));
      const free = [...changes].every(([mode, change]) =>
        change.every((other) => clash(patch, other, mode) === undefined),
      );
      if (known && free) patches.set(id, { ...patch, replacements: underPatches(page, patch, applied) });
    }
    for (const [id, patch] of page.patches) patches.set(id, patch);
    return withoutRestatedDefaults(patches);
  };
  const changesNothing = [...changes.values()].every((change) =>
    change.every((p) => p.replacements.size === 0 && p.substitutions.length === 0),
  );
  let patches: ReadonlyMap<string, Patch> | undefined;
  return {
    ...page,
    systems,
    accuracy,
    modes: base.modes,
    get patches() {
      patches ??= allPatches();
      return patches;
    },
    derivatives: page.derivatives.length > 0 || !changesNothing ? page.derivatives : base.derivatives,
    derivativeAccuracy:
      page.derivativeAccuracy.length > 0 || !changesNothing ? page.derivativeAccuracy : base.derivativeAccuracy,
    landmarks: page.landmarks.length > 0 ? page.landmarks : base.landmarks,
    kinks: page.kinks.length > 0 ? page.kinks : base.kinks,
    scale: page.scale.size > 0 ? page.scale : base.scale,
    base: { page: link.page, patches: link.patches },
  };
}
