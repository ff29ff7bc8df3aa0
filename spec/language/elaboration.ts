import type { FormulaNode, Subscript } from './ast.ts';
import { type Expression, symbol } from './expression.ts';
import { FormulaError, type Range, type SourceText } from './formula-error.ts';
import type { Application, SymbolDeclaration } from './page.ts';
import { printFormula, printSubscript } from './print-formula.ts';
import { isTimed, type SymbolTable } from './symbol-table.ts';

/** What a law collects while its sides are read. */
export interface LawNotes {
  readonly applications: Map<string, Application>;
  readonly variables: Set<string>;
}

export interface ElaborationOptions {
  /** Index names that may stand free; absent: any declared index. */
  readonly scope?: readonly string[];
  /** Key of the symbol that `\leftarrow` assigns: unsubscripted on the right it is the value before. */
  readonly assigned?: string;
  readonly law?: LawNotes;
}

/** How parts of a formula become expressions; handed to the files that read calls and cases. */
export interface Reader {
  value(node: FormulaNode): Expression;
  exponent(node: FormulaNode): Expression;
  /** A part without parentheses that must not turn out to be a product. */
  single(node: FormulaNode, role: string): Expression;
}

/** One formula on its way to an expression. */
export class Elaboration {
  readonly table: SymbolTable;
  readonly source: SourceText;
  readonly options: ElaborationOptions;
  /** Indices of the sums around the current place, outermost first. */
  readonly bound: string[] = [];

  constructor(table: SymbolTable, source: SourceText, options: ElaborationOptions) {
    this.table = table;
    this.source = source;
    this.options = options;
  }

  fail(range: Range, problem: string, fix: string): never {
    throw new FormulaError(this.source, range, problem, fix);
  }

  /** A declared symbol with what stands below it. */
  symbol(declaration: SymbolDeclaration, rest: readonly Subscript[], range: Range): Expression & { kind: 'symbol' } {
    const { lag, indices } = this.subscripts(declaration, rest, range);
    return symbol(declaration.key, lag, indices) as Expression & { kind: 'symbol' };
  }

  /** The time and the indices below a symbol. */
  subscripts(
    declaration: SymbolDeclaration,
    rest: readonly Subscript[],
    range: Range,
  ): { lag: 0 | 1; indices: readonly string[] } {
    let lag: 0 | 1 | undefined;
    const indices: string[] = [];
    for (const item of rest) {
      const found = isTimed(declaration) ? this.lag(item, declaration) : undefined;
      if (found === undefined) indices.push(this.indexName(item, declaration));
      else if (lag !== undefined) this.fail(item.range, `"${declaration.latex}" has two times`, 'Keep one.');
      else lag = found;
    }
    this.checkIndices(declaration, indices, range);
    return { lag: lag ?? (this.options.assigned === declaration.key ? 1 : 0), indices };
  }

  private lag(item: Subscript, declaration: SymbolDeclaration): 0 | 1 | undefined {
    const { time } = this.table;
    if (item.kind === 'label' || time === undefined) return undefined;
    if (printFormula(item.node) === time) return 0;
    if (item.node.kind !== 'binary' || printFormula(item.node.left) !== time) return undefined;
    const { op, right } = item.node;
    if (op === '-' && right.kind === 'number' && right.text === '1') return 1;
    return this.fail(
      item.range,
      `"${printFormula(item.node)}" is neither this step (${time}) nor the one before (${time}-1)`,
      `Shift the equation so that its left side is at ${time}: ${declaration.latex} at ${time} from values at ${time} and ${time}-1.`,
    );
  }

  private indexName(item: Subscript, declaration: SymbolDeclaration): string {
    const { indices } = this.table.declarations;
    const written = printSubscript(item);
    if (indices.has(written)) return written;
    const declared = [...indices.keys()];
    return this.fail(
      item.range,
      `"${written}" below "${declaration.latex}" is no declared index`,
      item.kind === 'label' || declared.length === 0
        ? this.table.suggestion(`${declaration.latex}_${written}`)
        : `Declared indices: ${declared.join(', ')}.`,
    );
  }

  private checkIndices(declaration: SymbolDeclaration, indices: readonly string[], range: Range): void {
    const { shape, latex } = declaration;
    const extents = this.table.declarations.indices;
    const fix = shape.length
      ? `Write ${latex}_{${shape.join(',')}} or other indices over the same extents.`
      : `Write ${latex}.`;
    if (indices.length !== shape.length)
      this.fail(
        range,
        shape.length === 0
          ? `"${latex}" carries no index, but has ${indices.join(', ')}`
          : `"${latex}" carries the indices ${shape.join(', ')}, but has ${indices.length === 0 ? 'none' : indices.join(', ')}`,
        fix,
      );
    indices.forEach((index, i) => {
      const expected = extents.get(shape[i]!);
      if (extents.get(index) !== expected)
        this.fail(
          range,
          `index ${index} runs over ${extents.get(index)}, but index ${i + 1} of "${latex}" runs over ${expected}`,
          fix,
        );
      this.checkScope(index, range);
    });
  }

  /** @throws FormulaError where `index` is neither free on the left side nor bound by a sum around this place */
  checkScope(index: string, range: Range): void {
    const { scope } = this.options;
    if (scope === undefined || scope.includes(index) || this.bound.includes(index)) return;
    this.fail(
      range,
      `index ${index} is free here, but does not stand on the left side`,
      `Sum over it (\\sum_{${index}}) or put it on the left side.`,
    );
  }

  undeclared(written: string, node: FormulaNode): never {
    return this.fail(node.range, `"${written}" is not declared`, this.table.suggestion(written));
  }
}
