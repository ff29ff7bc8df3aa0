import type { Range, SourceText } from './formula-error.ts';

/** A formula as written: nothing is resolved, every node knows which characters it came from. */
export interface FormulaAst {
  readonly source: SourceText;
  readonly root: FormulaNode;
}

/** One item below a name: words (`\text{warmup}`, `\max`) or a term (`1`, `t-1`, each letter of `ncs`). */
export type Subscript =
  | { readonly kind: 'label'; readonly text: string; readonly range: Range }
  | { readonly kind: 'term'; readonly node: FormulaNode; readonly range: Range };

/**
 * `base` is one letter, a command with its backslash (`\theta`, `\mathbf{x}`) or a word (`lr`). Accents are listed
 * from the inside out.
 */
export interface NameNode {
  readonly kind: 'name';
  readonly base: string;
  readonly accents: readonly string[];
  readonly primes: number;
  readonly subscripts: readonly Subscript[];
  readonly range: Range;
}

export type RelationSign = '=' | '<' | '<=' | '>' | '>=' | '!=' | 'approx' | 'gets';

/** Why a piece of a formula has more than one reading. */
export type Ambiguity = 'letters' | 'division' | 'argument';

export interface CaseRow {
  readonly value: FormulaNode;
  /** Absent for `otherwise`. */
  readonly condition?: FormulaNode;
  readonly range: Range;
}

type Unranged =
  /** Exact decimal digits, perhaps with an exponent `1e-8`. */
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'unary'; readonly op: '+' | '-'; readonly operand: FormulaNode }
  | {
      readonly kind: 'binary';
      readonly op: '+' | '-' | '*' | '/';
      readonly left: FormulaNode;
      readonly right: FormulaNode;
    }
  | { readonly kind: 'power'; readonly base: FormulaNode; readonly exponent: FormulaNode }
  | { readonly kind: 'fraction'; readonly numerator: FormulaNode; readonly denominator: FormulaNode }
  | { readonly kind: 'root'; readonly radicand: FormulaNode; readonly degree?: FormulaNode }
  /** What stood in parentheses, brackets or visible braces. */
  | { readonly kind: 'group'; readonly inner: FormulaNode }
  | { readonly kind: 'absolute' | 'floor'; readonly operand: FormulaNode }
  /** Factors beside each other: an implicit product of two or more. */
  | { readonly kind: 'juxtaposition'; readonly factors: readonly FormulaNode[] }
  /** A known function. `bare`: its argument had no parentheses. `exponent` stood before it: `\sin^2 x`. */
  | {
      readonly kind: 'call';
      readonly fn: string;
      readonly arguments: readonly FormulaNode[];
      readonly bare: boolean;
      readonly exponent?: FormulaNode;
    }
  /** `f(x)`: a call if `f` is a function, else the product of `f` and `(x)`; only declarations can tell. */
  | {
      readonly kind: 'application';
      readonly callee: NameNode;
      readonly arguments: readonly FormulaNode[];
      readonly subscripts: readonly Subscript[];
      readonly exponent?: FormulaNode;
    }
  | {
      readonly kind: 'reduction';
      readonly op: 'sum' | 'prod' | 'max' | 'min';
      readonly indices: readonly NameNode[];
      readonly lower?: FormulaNode;
      readonly upper?: FormulaNode;
      readonly body: FormulaNode;
    }
  | { readonly kind: 'cases'; readonly rows: readonly CaseRow[] }
  /** `inside`: `\frac{dy}{dx}`; otherwise the operand follows: `\frac{d}{dx} y`. */
  | {
      readonly kind: 'derivative';
      readonly partial: boolean;
      readonly inside: boolean;
      readonly of: FormulaNode;
      readonly wrt: FormulaNode;
    }
  /** `terms[0] signs[0] terms[1] signs[1] ...` */
  | { readonly kind: 'relation'; readonly terms: readonly FormulaNode[]; readonly signs: readonly RelationSign[] }
  /** Several formulas that hold together. */
  | { readonly kind: 'tuple'; readonly items: readonly FormulaNode[] }
  | { readonly kind: 'implication'; readonly hypothesis: FormulaNode; readonly conclusion: FormulaNode }
  /** `written` is the text as it stands; each option is one way to read it, with the parentheses that would say so. */
  | {
      readonly kind: 'alternatives';
      readonly reason: Ambiguity;
      readonly written: FormulaNode;
      readonly options: readonly FormulaNode[];
    };

export type FormulaNode = NameNode | (Unranged & { readonly range: Range });

export type NodeOf<K extends FormulaNode['kind']> = Extract<FormulaNode, { readonly kind: K }>;
