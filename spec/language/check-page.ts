import { symbolKeys } from './inherit.ts';
import { EquationCycle, inlineSystem, UndefinedLocal } from './inline.ts';
import type { Equation, Page, Patch, Span, SymbolDeclaration, System } from './page.ts';
import { accuracySystem, applyPatches } from './patch.ts';
import { PageProblem } from './problem.ts';
import { IndexCapture } from './substitute.ts';

type Locate = (path: readonly PropertyKey[]) => Span;

/** Every equation refers to declared symbols, locals are defined, nothing needs itself, indices do not collide. */
function checkSystem(page: Page, system: System, name: string, at: Span, problems: PageProblem[]): void {
  for (const equation of system.equations.values())
    for (const key of symbolKeys(equation.expression))
      if (!page.symbols.has(key))
        problems.push(
          new PageProblem(
            equation.span,
            `${name}: the equation of "${equation.key}" uses "${key}", which is not declared`,
            '',
          ),
        );
  try {
    inlineSystem(page, system, { keepStates: true });
  } catch (error) {
    const place = (equation: Equation | undefined): Span => equation?.span ?? at;
    if (error instanceof EquationCycle)
      problems.push(
        new PageProblem(
          place(system.equations.get(error.keys[0] ?? '')),
          `${name}: ${error.message}`,
          'use a value at t-1 in one',
        ),
      );
    else if (error instanceof UndefinedLocal)
      problems.push(
        new PageProblem(
          place(system.equations.get(error.by)),
          `${name}: ${error.message}`,
          `add an equation for "${error.key}"`,
        ),
      );
    else if (error instanceof IndexCapture) problems.push(new PageProblem(at, `${name}: ${error.message}`, ''));
    else throw error;
  }
}

/** A state that only a patch keeps (the running maximum of AMSGrad) has its equation there and nowhere else. */
function isKeptByPatch(page: Page, { key, role }: SymbolDeclaration): boolean {
  const byPage = [...page.systems.values()].some(({ equations }) => equations.has(key));
  return role === 'state' && !byPage && [...page.patches.values()].some(({ replacements }) => replacements.has(key));
}

function checkPatch(page: Page, patch: Patch, problems: PageProblem[]): void {
  const modes = page.modes.filter((mode) => patch.mode === '' || patch.mode === mode);
  // A swap names two symbols and may meet only one of them in an equation.
  for (const key of new Set(patch.substitutions.flatMap(({ within }) => within))) {
    const names = patch.substitutions.filter(({ within }) => within.includes(key)).map(({ from }) => from);
    // An equation that only another patch makes use the symbol counts too: the two may be combined.
    const equations = [
      ...modes.map((mode) => page.systems.get(mode)?.equations.get(key)),
      ...[...page.patches.values()].map(({ replacements }) => replacements.get(key)),
    ];
    const used = equations.some((equation) => {
      const keys = equation && symbolKeys(equation.expression);
      return keys !== undefined && names.some((name) => keys.has(name));
    });
    if (!used)
      problems.push(
        new PageProblem(
          patch.span,
          `"${patch.id}": the equation of "${key}" does not use "${names.join('" or "')}"`,
          '',
        ),
      );
  }
  for (const mode of modes)
    checkSystem(page, applyPatches(page, mode, [patch.id]), `"${patch.id}"`, patch.span, problems);
}

/**
 * Checks that a page hangs together: what is referred to exists, equations can be sorted, each patch applies and
 * leaves a system that is sound in the same sense. Whether the mathematics is right is another question.
 */
export function checkPage(page: Page, locate: Locate, problems: PageProblem[]): void {
  const report = (path: readonly PropertyKey[], what: string, fix: string) =>
    problems.push(new PageProblem(locate(path), what, fix));
  const outputs = [...page.symbols.values()].filter((s) => s.role === 'output').map((s) => s.key);
  const visible = [...page.symbols.values()].filter((s) => ['output', 'state', 'parameter'].includes(s.role));

  if (page.systems.size === 0) report([], 'the page defines nothing', 'add a section "Definition" or "Step"');
  for (const symbol of page.symbols.values()) {
    for (const index of symbol.shape)
      if (!page.indices.has(index))
        report(['symbols', symbol.key, 'shape'], `"${index}" is no index`, 'declare it under "indices"');
    if (symbol.elementwise && symbol.shape.length > 0)
      report(['symbols', symbol.key], `"${symbol.key}" is elementwise and has indices`, 'keep one of the two');
    if (symbol.role === 'state' && !symbol.initial)
      report(['symbols', symbol.key], `the state "${symbol.key}" has no initial value`, "add initial: '0'");
    const given = symbol.role === 'input' || symbol.role === 'parameter';
    if (given && !page.call.includes(symbol.key))
      report(['call'], `the ${symbol.role} "${symbol.key}" is missing from the call order`, 'add it to "call"');
  }
  for (const key of page.call) {
    const role = page.symbols.get(key)?.role;
    if (role !== 'input' && role !== 'parameter' && role !== 'time')
      report(
        ['call'],
        `"${key}" in the call order is ${role ? `a ${role}` : 'not declared'}`,
        'list inputs and parameters',
      );
  }

  for (const [mode, system] of page.systems) {
    const name = mode === '' ? 'definition' : `mode "${mode}"`;
    for (const symbol of visible)
      if (!system.equations.has(symbol.key) && !isKeptByPatch(page, symbol))
        report(['symbols', symbol.key], `${name}: no equation gives "${symbol.key}"`, 'add one');
    checkSystem(page, system, name, locate([]), problems);
    for (const [key, equation] of page.accuracy.get(mode)?.equations ?? [])
      if (!system.equations.has(key))
        problems.push(new PageProblem(equation.span, `the definition has no equation for "${key}"`, ''));
    checkSystem(page, accuracySystem(page, mode), `accuracy form of the ${name}`, locate([]), problems);
    for (const { expression, output, span } of [...page.derivatives, ...page.derivativeAccuracy])
      for (const key of symbolKeys(expression))
        if (page.symbols.get(key)?.role === 'local' && !system.equations.has(key))
          problems.push(
            new PageProblem(span, `the derivative of "${output}" uses "${key}", which no equation defines`, ''),
          );
  }
  for (const [mode, forms] of page.accuracy)
    if (!page.systems.has(mode) && forms.equations.size > 0)
      report([], `the accuracy form is for mode "${mode}", which the page has not`, 'name one of its modes');
  if (problems.length > 0) return;

  for (const patch of page.patches.values()) checkPatch(page, patch, problems);
  for (const { output, span } of page.limits)
    if (!outputs.includes(output)) problems.push(new PageProblem(span, `"${output}" is no output`, outputs.join(', ')));
  for (const key of page.scale.keys())
    if (!outputs.includes(key.replace("'", ''))) report(['scale', key], `"${key}" is no output`, outputs.join(', '));
  for (const { is, span } of page.cited)
    if (is !== 'definition' && is !== 'derivative' && !page.patches.has(is))
      problems.push(
        new PageProblem(span, `a cited formula is "${is}", which is no patch`, 'definition, derivative or a patch id'),
      );
  for (const [name, { source }] of page.facts)
    if (source !== undefined && !page.sources.some(({ id }) => id === source))
      report(['facts', name], `the source "${source}" is not listed`, 'add it under "sources"');
}
