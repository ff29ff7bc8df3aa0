import { readableFormula } from '../reports/readable-formula.ts';
import type { Page, SymbolDeclaration } from '../spec/language/page.ts';

export interface TemplateSymbol {
  readonly key: string;
  /** How the equations write it, and what it is. */
  readonly about: string;
}

/** What a template needs of a page. */
export interface TemplatePage {
  readonly id: string;
  readonly title: string;
  readonly call: readonly string[];
  /** What a step returns. */
  readonly outputs: readonly string[];
  readonly hyper: readonly TemplateSymbol[];
  readonly states: readonly (TemplateSymbol & { readonly start: number; readonly elementwise: boolean })[];
  /** The equations of the page, as text. */
  readonly equations: readonly string[];
}

const about = ({ latex, note }: SymbolDeclaration): string => `${readableFormula(latex)}${note ? `: ${note}` : ''}`;

/** The parts of a page that its template names: only states that the page's own equations change. */
export function templatePage(page: Page): TemplatePage {
  const symbols = [...page.symbols.values()];
  const systems = [...page.systems.values()];
  const defined = ({ key }: SymbolDeclaration): boolean => systems.some(({ equations }) => equations.has(key));
  const returned = ({ role }: SymbolDeclaration): boolean => role === 'output' || role === 'parameter';
  return {
    id: page.id,
    title: page.title,
    call: page.call,
    outputs: symbols.filter((each) => returned(each) && defined(each)).map(({ key }) => key),
    hyper: symbols.filter(({ role }) => role === 'hyper').map((each) => ({ key: each.key, about: about(each) })),
    states: symbols
      .filter((each) => each.role === 'state' && defined(each))
      .map((each) => ({
        ...each,
        about: about(each),
        start: each.initial ? Number(each.initial.num) / Number(each.initial.den) : 0,
      })),
    equations: systems.flatMap(({ equations }) => [...equations.values()].map(({ latex }) => readableFormula(latex))),
  };
}
