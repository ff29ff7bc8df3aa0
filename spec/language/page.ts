import type { Expression } from './expression.ts';
import type { Rational } from './rational.ts';

/** A place in a page: 1-based line and column of the first character, and the text it covers. */
export interface Span {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/**
 * What a symbol of a page is for.
 *
 * - `input`: given to the operator at each call (x, the gradient g).
 * - `parameter`: held by the caller, given to a step and returned changed by it (theta of an optimizer).
 * - `state`: held by the operator between calls (m, v, running statistics); read and written as a slot.
 * - `local`: a named sub-expression.
 * - `hyper`: a number fixed when the operator is created or called.
 * - `time`: the number of the current step, an integer from `from` on.
 * - `output`: what the operator returns.
 */
export type Role = 'input' | 'parameter' | 'state' | 'local' | 'hyper' | 'time' | 'output';

/** A real interval with open or closed ends; an absent end is infinite. */
export interface Domain {
  readonly lower?: Rational;
  readonly upper?: Rational;
  readonly lowerOpen: boolean;
  readonly upperOpen: boolean;
  /** Only integers belong to the domain. */
  readonly integer: boolean;
}

export interface SymbolDeclaration {
  /** ASCII name used by subjects, patches and reports. */
  readonly key: string;
  /** How the symbol is written in the page's mathematics, e.g. `\hat{v}`. */
  readonly latex: string;
  readonly role: Role;
  /** Names of the indices it carries, in order; empty for a scalar or an elementwise tensor. */
  readonly shape: readonly string[];
  /** A tensor of any shape on which the page acts element by element, so that no index is written. */
  readonly elementwise: boolean;
  readonly domain: Domain;
  /** For a state: its value before step 1. */
  readonly initial?: Rational;
  /** For an output written as a function, `\sigma(x)`: the keys of its arguments. */
  readonly of?: readonly string[];
  /** Published default of a hyper-parameter, by source (`paper`, `pytorch`, `keras`...). */
  readonly defaults: ReadonlyMap<string, Rational>;
  /** First value of a time symbol. */
  readonly from?: number;
  /** Plain words: what it is, its unit. */
  readonly note?: string;
}

/** One equation: its left side names it. */
export interface Equation {
  readonly key: string;
  /** Index names on the left side, e.g. `['n','c','s']`. */
  readonly indices: readonly string[];
  readonly expression: Expression;
  /** The source, so that a report can print the formula as the page has it. */
  readonly latex: string;
  readonly span: Span;
}

/** Equations that belong together, in the order of the page; at most one per left side. */
export interface System {
  /** Empty where the page has one mode; else `training`, `inference`... */
  readonly mode: string;
  readonly equations: ReadonlyMap<string, Equation>;
}

/** `\partial output / \partial wrt`, the output's indices and the input's indices being distinct names. */
export interface DerivativeEquation {
  readonly output: string;
  readonly wrt: string;
  readonly outputIndices: readonly string[];
  readonly wrtIndices: readonly string[];
  readonly expression: Expression;
  readonly latex: string;
  readonly span: Span;
}

export type RelationOperator = '=' | '<' | '<=' | '>' | '>=' | 'approx';

/** `left op right`, holding for every value of its free symbols that satisfies `given`. */
export interface Relation {
  readonly op: RelationOperator;
  readonly left: LawTerm;
  readonly right: LawTerm;
}

/**
 * A side of a law. It may mention the page's own outputs at other arguments, `\sigma(-x)`: such an application is
 * an opaque symbol `key` of the expression, listed in `applications`.
 */
export interface LawTerm {
  readonly expression: Expression;
}

/** `placeholder` stands in law expressions for `output` (or its derivative) evaluated with `arguments` substituted. */
export interface Application {
  readonly placeholder: string;
  readonly output: string;
  readonly derivative: boolean;
  readonly arguments: ReadonlyMap<string, Expression>;
}

export interface Law {
  readonly id: string;
  readonly text: string;
  readonly latex: string;
  readonly span: Span;
  /** Chains such as `0 < \sigma(x) < 1` are several relations. */
  readonly relations: readonly Relation[];
  /** Hypotheses, from `\implies` and `where` lines. */
  readonly given: readonly Relation[];
  readonly applications: readonly Application[];
  /** Symbols held at a value, from a line "where `g = 0`": key to expression. */
  readonly where: ReadonlyMap<string, Expression>;
  /** Variables that the law introduces besides the page's symbols (`y` in a monotonicity law). */
  readonly variables: readonly string[];
  /** In which mode of the page it holds; empty for all. */
  readonly mode: string;
}

/**
 * A change of one system: it replaces equations, adds new ones, and substitutes symbols in the equations of the page or
 * of other patches.
 */
export interface Patch {
  readonly id: string;
  readonly kind: 'algorithm' | 'variant' | 'mistake' | 'default';
  /** What is done, in one sentence without its full stop. */
  readonly title: string;
  /** The rest of the page's text on it: why people do this. */
  readonly why: string;
  readonly mode: string;
  readonly replacements: ReadonlyMap<string, Equation>;
  readonly substitutions: readonly Substitution[];
  /** Hyper-parameters fixed at a value whatever the caller asked for. */
  readonly fixed: ReadonlyMap<string, Rational>;
  readonly span: Span;
}

/** Replace the symbol `from` by `to` (an expression) in the equations `within`. */
export interface Substitution {
  readonly from: string;
  readonly to: Expression;
  readonly within: readonly string[];
}

/** A value or limit the page promises at a special input: the right side may be infinite or NaN. */
export interface Limit {
  readonly output: string;
  readonly derivative: boolean;
  /** `+0`, `-0`, `+inf`, `-inf`, `nan`, or a rational. */
  readonly at: string;
  /** The same spellings, a decimal (`0` allows both zeros), or an expression of constants. */
  readonly value: string;
  readonly span: Span;
}

export interface Source {
  readonly id: string;
  readonly title: string;
  readonly where?: string;
}

/** A formula as one of the documents prints it, with what it should turn out to be. */
export interface CitedFormula {
  readonly document: string;
  readonly latex: string;
  /** `definition`, `derivative`, or the id of a patch. */
  readonly is: string;
  /** What the document calls symbols of the page: its LaTeX to their keys. */
  readonly names?: ReadonlyMap<string, string>;
  /** The equation meant, where the document reuses another name on the left. */
  readonly gives?: string;
  /** The mode of the page that the formula speaks of; absent for its first. */
  readonly mode?: string;
  /** A condition in the page's own LaTeX: the document prints the formula for this case only. */
  readonly when?: string;
  readonly span: Span;
}

export interface Page {
  /** `family/name`, e.g. `activation/sigmoid`. */
  readonly id: string;
  readonly family: string;
  readonly name: string;
  readonly title: string;
  readonly file: string;
  readonly kind: 'scalar' | 'tensor' | 'stateful' | 'schedule';
  readonly symbols: ReadonlyMap<string, SymbolDeclaration>;
  /** Index name to the name of its extent; two indices with one extent run over the same set. */
  readonly indices: ReadonlyMap<string, string>;
  /** Keys of inputs and parameters in the order in which a subject receives them. */
  readonly call: readonly string[];
  /** Names of the modes; `['']` where the page has one. */
  readonly modes: readonly string[];
  readonly systems: ReadonlyMap<string, System>;
  /** Equations that replace those of the definition wherever numbers are computed: mathematically equal. */
  readonly accuracy: ReadonlyMap<string, System>;
  readonly derivatives: readonly DerivativeEquation[];
  /** Like `accuracy`, for derivatives. */
  readonly derivativeAccuracy: readonly DerivativeEquation[];
  readonly laws: readonly Law[];
  readonly limits: readonly Limit[];
  /** Inputs where the operator changes its behaviour; swept with their neighbours. */
  readonly landmarks: readonly Rational[];
  readonly kinks: readonly Rational[];
  /** Error scale of the `absolute` class, by output key; `output'` for its derivative. */
  readonly scale: ReadonlyMap<string, Expression>;
  readonly patches: ReadonlyMap<string, Patch>;
  readonly sources: readonly Source[];
  readonly cited: readonly CitedFormula[];
  readonly facts: ReadonlyMap<string, { readonly value: string; readonly source?: string }>;
  /** SHA-256 of the page's text. */
  readonly digest: string;
  /** Set where the page is another page under patches (`adam` is `adamw` without decay). */
  readonly base?: { readonly page: string; readonly patches: readonly string[] };
}
