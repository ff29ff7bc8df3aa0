import type { PageInterface } from '../adapters/contract.ts';
import type { Page, SymbolDeclaration } from '../spec/language/page.ts';

const keysOf = (page: Page, ...roles: readonly SymbolDeclaration['role'][]): string[] =>
  [...page.symbols.values()].filter(({ role }) => roles.includes(role)).map(({ key }) => key);

const sameShape = (a: SymbolDeclaration, b: SymbolDeclaration): boolean =>
  a.elementwise === b.elementwise && a.shape.join() === b.shape.join();

/** What an adapter is told of a page: names, order and shapes of what goes in and out. */
export function pageInterface(page: Page): PageInterface {
  // A parameter is given to a step and comes back changed: it is an output where the operator keeps state.
  const outputs = keysOf(page, 'output', 'parameter').filter(
    (key) =>
      page.symbols.get(key)?.role === 'output' ||
      [...page.systems.values()].some(({ equations }) => equations.has(key)),
  );
  // A state without an equation belongs to a patch (the running maximum of AMSGrad): no subject is asked for it.
  const states = keysOf(page, 'state').filter((key) =>
    [...page.systems.values()].some(({ equations }) => equations.has(key)),
  );
  const shapeOf: Record<string, string> = {};
  for (const key of [...outputs, ...states]) {
    const declared = page.symbols.get(key)!;
    const like = page.call.includes(key)
      ? key
      : page.call.find((input) => sameShape(page.symbols.get(input)!, declared));
    if (like !== undefined) shapeOf[key] = like;
  }
  const axes: Record<string, readonly string[]> = {};
  for (const key of [...page.call, ...outputs, ...states]) {
    const { elementwise, shape } = page.symbols.get(key)!;
    if (!elementwise) axes[key] = shape.map((index) => page.indices.get(index) ?? index);
  }
  return {
    id: page.id,
    kind: page.kind,
    call: page.call,
    outputs,
    states,
    hyper: keysOf(page, 'hyper'),
    modes: page.modes.filter((mode) => mode !== ''),
    shapeOf,
    // A schedule's step is one number for the page and many at once for a subject.
    ...(page.kind === 'schedule' ? {} : { axes }),
  };
}
