import { decimalText } from '../reference/decimal-text.ts';
import { deriveK } from '../reference/primitives.ts';
import { readableFormula } from '../reports/readable-formula.ts';
import { derivativeExpression, derivativesFor } from '../spec/language/derivative-expression.ts';
import type { Expression } from '../spec/language/expression.ts';
import { inlineSystem } from '../spec/language/inline.ts';
import type { Domain, Equation, Page, Patch, SymbolDeclaration } from '../spec/language/page.ts';
import { applyPatches } from '../spec/language/patch.ts';
import { printExpression, printPlain } from '../spec/language/print.ts';
import { checksOf } from '../suites/checks/registry.ts';
import { gradientExpression } from '../suites/diagnosis/stateless-expression.ts';

/** A formula as the page has it, and on one line for a terminal. */
export interface ShownFormula {
  readonly latex: string;
  readonly text: string;
  /** Absent where the page has one mode. */
  readonly mode?: string;
}

export interface ShownSymbol {
  readonly key: string;
  readonly written: string;
  readonly role: SymbolDeclaration['role'];
  readonly domain?: string;
  /** Published defaults by source. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly shape: readonly string[];
  readonly note?: string;
}

/** How many units of u a value may be wrong by in class `relative`, and the operations it is counted from. */
export interface ShownBound {
  readonly of: string;
  readonly K: number;
  readonly derivation: string;
  readonly mode?: string;
}

export interface ShownEntry {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly formulas: readonly ShownFormula[];
  /** What a patch changes besides its formulas, in words. */
  readonly changes: readonly string[];
}

export interface ShownCheck {
  readonly id: string;
  readonly plan: string;
}

/** What a page says, taken apart for a person or a program to read. */
export interface PageSummary {
  readonly id: string;
  readonly title: string;
  readonly kind: Page['kind'];
  readonly base?: string;
  readonly call: readonly string[];
  readonly symbols: readonly ShownSymbol[];
  readonly definition: readonly ShownFormula[];
  readonly derivative: readonly ShownFormula[];
  readonly accuracy: readonly ShownFormula[];
  readonly bounds: readonly ShownBound[];
  readonly scale: readonly { readonly of: string; readonly text: string }[];
  readonly laws: readonly ShownEntry[];
  readonly algorithms: readonly ShownEntry[];
  readonly variants: readonly ShownEntry[];
  readonly mistakes: readonly ShownEntry[];
  readonly limits: readonly { readonly of: string; readonly at: string; readonly value: string }[];
  readonly kinks: readonly string[];
  readonly facts: readonly { readonly name: string; readonly value: string; readonly source?: string }[];
  readonly sources: Page['sources'];
  readonly documents: readonly { readonly document: string; readonly is: string; readonly latex: string }[];
  readonly checks: readonly ShownCheck[];
}

const formula = (latex: string, mode = ''): ShownFormula => ({
  latex,
  text: readableFormula(latex),
  ...(mode === '' ? {} : { mode }),
});

const equations = (list: Iterable<Equation>, mode = ''): ShownFormula[] =>
  [...list].map(({ latex }) => formula(latex, mode));

/** `[0, 1)`, or `integer [1, inf)`; undefined for the real line. */
function domainText({ lower, upper, lowerOpen, upperOpen, integer }: Domain): string | undefined {
  if (!lower && !upper && !integer) return undefined;
  const ends = `${lower ? decimalText(lower) : '-inf'}, ${upper ? decimalText(upper) : 'inf'}`;
  return `${integer ? 'integer ' : ''}${lowerOpen ? '(' : '['}${ends}${upperOpen ? ')' : ']'}`;
}

function symbolOf(declaration: SymbolDeclaration): ShownSymbol {
  const { key, latex, role, shape, note } = declaration;
  const domain = domainText(declaration.domain);
  const defaults = [...declaration.defaults].map(([source, value]): [string, string] => [source, decimalText(value)]);
  return {
    key,
    written: readableFormula(latex),
    role,
    shape,
    defaults: Object.fromEntries(defaults),
    ...(domain === undefined ? {} : { domain }),
    ...(note === undefined ? {} : { note }),
  };
}

const bound = (of: string, expression: Expression, mode: string): ShownBound => ({
  of,
  ...deriveK([expression]),
  ...(mode === '' ? {} : { mode }),
});

/** The constant of every equation that is judged, counted as its certificates count it. */
function boundsOf(page: Page): ShownBound[] {
  const keepStates = page.kind === 'stateful';
  const values = page.modes.flatMap((mode) =>
    [...inlineSystem(page, applyPatches(page, mode, [], 'accuracy'), { keepStates })].map(([key, expression]) =>
      bound(key, expression, mode),
    ),
  );
  return [...values, ...derivativeBounds(page)];
}

function derivativeBounds(page: Page): ShownBound[] {
  const outputs = [...page.symbols.values()].filter(({ role }) => role === 'output');
  return outputs.flatMap(({ key }) =>
    derivativesFor(page, key).flatMap((equation) => {
      // Of a tensor page the product with a cotangent is judged, which is what a gradient kernel returns.
      const product = page.kind === 'tensor' ? gradientExpression(page, key, equation.wrt)?.expression : undefined;
      return bound(`${key}' by ${equation.wrt}`, product ?? derivativeExpression(page, equation), '');
    }),
  );
}

function changesOf(patch: Patch): string[] {
  const within = (keys: readonly string[]): string => keys.join(', ');
  return [
    ...patch.substitutions.map((each) => `${each.from} becomes ${printPlain(each.to)} in ${within(each.within)}`),
    ...[...patch.fixed].map(([key, value]) => `${key} is always ${decimalText(value)}`),
  ];
}

const entriesOf = (page: Page, kind: Patch['kind']): ShownEntry[] =>
  [...page.patches.values()]
    .filter((patch) => patch.kind === kind)
    .map((patch) => ({
      id: patch.id,
      title: patch.title,
      why: patch.why,
      formulas: equations(patch.replacements.values(), patch.mode),
      changes: changesOf(patch),
    }));

function lawsOf(page: Page): ShownEntry[] {
  return page.laws.map(({ id, text, latex, where, mode }) => ({
    id,
    title: text,
    why: '',
    formulas: [formula(latex, mode)],
    changes: [...where].map(([key, value]) => `where ${key} = ${printPlain(value)}`),
  }));
}

/** Everything that a page says, in the order of the page; K as the judge derives it. */
export function summarisePage(page: Page): PageSummary {
  const written = (expression: Expression): string => readableFormula(printExpression(expression, page.symbols));
  return {
    id: page.id,
    title: page.title,
    kind: page.kind,
    ...(page.base ? { base: page.base.page } : {}),
    call: page.call,
    symbols: [...page.symbols.values()].map(symbolOf),
    definition: [...page.systems].flatMap(([mode, system]) => equations(system.equations.values(), mode)),
    derivative: page.derivatives.map(({ latex }) => formula(latex)),
    accuracy: [
      ...[...page.accuracy].flatMap(([mode, system]) => equations(system.equations.values(), mode)),
      ...page.derivativeAccuracy.map(({ latex }) => formula(latex)),
    ],
    bounds: boundsOf(page),
    scale: [...page.scale].map(([of, expression]) => ({ of, text: written(expression) })),
    laws: lawsOf(page),
    algorithms: entriesOf(page, 'algorithm'),
    variants: entriesOf(page, 'variant'),
    mistakes: entriesOf(page, 'mistake'),
    limits: page.limits.map(({ output, derivative, at, value }) => ({
      of: `${output}${derivative ? "'" : ''}`,
      at,
      value: readableFormula(value),
    })),
    kinks: page.kinks.map((kink) => decimalText(kink)),
    facts: [...page.facts].map(([name, fact]) => ({ name, ...fact })),
    sources: page.sources,
    documents: page.cited.map(({ document, is, latex }) => ({ document, is, latex })),
    checks: checksOf(page).map(({ id, plan }) => ({ id, plan })),
  };
}
