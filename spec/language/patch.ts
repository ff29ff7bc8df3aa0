import { type Expression, literal } from './expression.ts';
import { reachable } from './inline.ts';
import type { Equation, Page, Patch, System } from './page.ts';
import { printExpression } from './print.ts';
import { substituteSymbols } from './substitute.ts';

/** Two patches want the same place of one system. */
export class PatchConflict extends Error {
  readonly first: string;
  readonly second: string;
  constructor(first: string, second: string, place: string) {
    super(`patches "${first}" and "${second}" cannot be combined: both ${place}`);
    this.name = 'PatchConflict';
    this.first = first;
    this.second = second;
  }
}

/** Which equations a system is made of: the page's own, or those used wherever numbers are computed. */
export type SystemForm = 'definition' | 'accuracy';

function systemOf(page: Page, mode: string): System {
  const system = page.systems.get(mode);
  if (!system)
    throw new RangeError(
      `page ${page.id} has no mode "${mode}"; its modes are ${page.modes.map((m) => `"${m}"`).join(', ')}`,
    );
  return system;
}

function patchOf(page: Page, id: string): Patch {
  const patch = page.patches.get(id);
  if (!patch) throw new RangeError(`page ${page.id} has no patch "${id}"`);
  return patch;
}

const inMode = (patch: Patch, mode: string): boolean => patch.mode === '' || patch.mode === mode;

/** Why the two cannot go together in `mode`, in words, or undefined when they can. */
export function clash(a: Patch, b: Patch, mode: string): string | undefined {
  if (!inMode(a, mode) || !inMode(b, mode)) return undefined;
  for (const key of a.replacements.keys()) if (b.replacements.has(key)) return `replace the equation of "${key}"`;
  for (const key of a.fixed.keys()) if (b.fixed.has(key)) return `fix "${key}"`;
  for (const one of a.substitutions)
    for (const other of b.substitutions) {
      const within = one.within.find((key) => other.within.includes(key));
      if (one.from === other.from && within !== undefined) return `substitute "${one.from}" in "${within}"`;
    }
  return undefined;
}

/**
 * Whether two patches of a page exclude each other: both replace one left side, both substitute one symbol in one
 * equation, or both fix one hyper-parameter. A patch does not conflict with itself.
 */
export function conflict(page: Page, mode: string, a: string, b: string): boolean {
  return a !== b && clash(patchOf(page, a), patchOf(page, b), mode) !== undefined;
}

/** Every left side of a system that the patches change or add. */
function touchedKeys(system: System, patches: readonly Patch[]): Set<string> {
  const touched = new Set<string>();
  for (const patch of patches) {
    for (const key of patch.replacements.keys()) touched.add(key);
    for (const { within } of patch.substitutions)
      for (const key of within) if (system.equations.has(key)) touched.add(key);
  }
  return touched;
}

/**
 * The system with the accuracy form in place of the definition. An accuracy form that no longer passes through an
 * equation of the definition that is in `touched` is left out, since a change of that equation would be lost in it.
 */
function withAccuracy(page: Page, system: System, touched: ReadonlySet<string>): System {
  const forms = page.accuracy.get(system.mode);
  if (!forms) return system;
  const accurate: System = { mode: system.mode, equations: new Map([...system.equations, ...forms.equations]) };
  const equations = new Map(system.equations);
  for (const [key, equation] of forms.equations) {
    const before = reachable(system, key);
    const after = reachable(accurate, key);
    if ([...touched].every((t) => t === key || !before.has(t) || after.has(t))) equations.set(key, equation);
  }
  return { mode: system.mode, equations };
}

/** The page's equations with those of its accuracy form substituted: mathematically equal, tight under intervals. */
export function accuracySystem(page: Page, mode: string): System {
  return withAccuracy(page, systemOf(page, mode), new Set());
}

/**
 * Combines patches that are already known not to clash.
 *
 * A substitution reaches its equations as the other patches leave them, so it also enters an equation that another
 * patch replaces or adds; what a patch writes itself stays as written. The order of the patches does not matter: at
 * most one replaces an equation, and all substitutions in an equation happen at once. An equation that is substituted
 * in is printed anew, since its source no longer says what it computes.
 */
export function patchSystem(
  { symbols, indices }: Pick<Page, 'symbols' | 'indices'>,
  system: System,
  patches: readonly Patch[],
): System {
  const active = patches.filter((patch) => inMode(patch, system.mode));
  const equations = new Map<string, Equation>(system.equations);
  const writers = new Map<string, Patch>();
  for (const patch of active)
    for (const [key, equation] of patch.replacements) {
      equations.set(key, equation);
      writers.set(key, patch);
    }
  const fixed = new Map<string, Expression>();
  for (const patch of active) for (const [key, value] of patch.fixed) fixed.set(key, literal(value));
  for (const [key, equation] of equations) {
    const others = active.filter((patch) => writers.get(key) !== patch);
    const substituted = substituteSymbols(equation.expression, substitutionsIn(key, others));
    const expression = substituteSymbols(substituted, fixed);
    if (expression === equation.expression) continue;
    equations.set(key, {
      key,
      indices: equation.indices,
      expression,
      span: equation.span,
      // Printed when it is shown: a diagnosis patches a page hundreds of times and shows one. (Spreading the equation
      // would print it too, where its page is derived from another.)
      get latex() {
        const left = equation.latex.split(/=|\\leftarrow|\\gets/)[0]?.trim();
        return `${left} = ${printExpression(expression, symbols, indices)}`;
      },
    });
  }
  return { mode: system.mode, equations };
}

/** What the patches put in place of symbols in the equation of `key`. */
export function substitutionsIn(key: string, patches: readonly Patch[]): Map<string, Expression> {
  const found = new Map<string, Expression>();
  for (const { substitutions } of patches)
    for (const { from, to, within } of substitutions) if (within.includes(key)) found.set(from, to);
  return found;
}

/**
 * The page's system in `mode` under a set of patches. Patches of other modes change nothing.
 *
 * With `form` `accuracy` the accuracy form stands in wherever no patch replaces its equation, or one that it leaves
 * out.
 *
 * @throws PatchConflict when two of them exclude each other, @throws RangeError for an unknown mode or patch
 */
export function applyPatches(
  page: Page,
  mode: string,
  patchIds: readonly string[],
  form: SystemForm = 'definition',
): System {
  const patches = patchIds.map((id) => patchOf(page, id));
  patches.forEach((a, i) => {
    for (const b of patches.slice(i + 1)) {
      const place = clash(a, b, mode);
      if (place !== undefined) throw new PatchConflict(a.id, b.id, place);
    }
  });
  const system = systemOf(page, mode);
  const active = patches.filter((patch) => inMode(patch, mode));
  const start = form === 'accuracy' ? withAccuracy(page, system, touchedKeys(system, active)) : system;
  return patchSystem(page, start, active);
}
