import type { FormulaNode, NameNode } from './ast.ts';
import { namesIn } from './ast-fold.ts';
import { type Expression, rewrite, symbol } from './expression.ts';
import type { CitedFormula, Page, SymbolDeclaration } from './page.ts';
import { printFormula } from './print-formula.ts';
import { type Declarations, readDeclaredName, SymbolTable } from './symbol-table.ts';

/** A page's symbols under the names that a document gives them. */
export interface CitedVocabulary {
  readonly declarations: Declarations;
  readonly table: SymbolTable;
  /** An expression over these declarations as one over the page's own symbols. */
  readonly toPage: (expression: Expression) => Expression;
}

const written = (key: string, latex: string): string => {
  const { name, exponent } = readDeclaredName(key, latex);
  return `${printFormula(name)}^${exponent ? printFormula(exponent) : ''}`;
};

/**
 * The page's vocabulary with the document's names beside it. A document's name takes the place of a symbol that the
 * page writes alike: where `\eta` is the largest rate in the document, it is no longer the output of the page.
 *
 * Documents leave indices away, so tensors carry none here; `toPage` gives each its declared indices again.
 *
 * @throws FormulaError where a name cannot be read
 */
export function citedVocabulary(page: Page, cited: CitedFormula, formula: FormulaNode): CitedVocabulary {
  const names = new Map(cited.names);
  const declared = declare(page, names);
  const letter = inputLetter(page, declared, formula);
  if (letter !== undefined) {
    names.set(letter, soleInput(page)!.key);
    return declare(page, names);
  }
  return declared;
}

function declare(page: Page, names: ReadonlyMap<string, string>): CitedVocabulary {
  const taken = new Set([...names].map(([latex, key]) => written(key, latex)));
  const symbols = new Map<string, SymbolDeclaration>();
  for (const [key, declaration] of page.symbols) {
    const hidden = taken.has(written(key, declaration.latex));
    symbols.set(key, { ...declaration, shape: [], ...(hidden && { latex: `\\mathrm{${key}}` }) });
  }
  const targets = new Map<string, string>();
  for (const [latex, key] of names) {
    const declaration = page.symbols.get(key);
    if (!declaration) throw new RangeError(`the cited formula names "${key}", which the page does not declare`);
    const alias = `${key} as ${latex}`;
    const { of: _arguments, ...rest } = declaration;
    symbols.set(alias, { ...rest, key: alias, latex, shape: [] });
    targets.set(alias, key);
  }
  const declarations: Declarations = { symbols, indices: new Map() };
  const toPage = (expression: Expression): Expression =>
    rewrite(expression, (node) => {
      if (node.kind !== 'symbol') return node;
      const key = targets.get(node.key) ?? node.key;
      return symbol(key, node.lag, page.symbols.get(key)?.shape ?? []);
    });
  return { declarations, table: new SymbolTable(declarations), toPage };
}

function soleInput(page: Page): SymbolDeclaration | undefined {
  const inputs = [...page.symbols.values()].filter(({ role }) => role === 'input');
  return inputs.length === 1 ? inputs[0] : undefined;
}

/** The one letter of a formula that the page does not know, where the page has one input and the formula lacks it. */
function inputLetter(page: Page, { table }: CitedVocabulary, formula: FormulaNode): string | undefined {
  const input = soleInput(page);
  if (!input || page.kind !== 'scalar') return undefined;
  const meant = (name: NameNode) => table.lookup(name);
  const found = namesIn(formula);
  const hasInput = found.some((name) => {
    const meaning = meant(name);
    return meaning?.kind === 'symbol' && meaning.declaration.key === input.key;
  });
  if (hasInput) return undefined;
  const letters = new Set(
    found.filter((name) => /^[a-z]$/.test(name.base) && name.base !== 'e' && !meant(name)).map(printFormula),
  );
  return letters.size === 1 ? [...letters][0] : undefined;
}
