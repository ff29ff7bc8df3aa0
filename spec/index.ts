/** What the rest of the project may use of the pages and of the language they are written in. */

export type { FormulaAst } from './language/ast.ts';
export { createElaborator, type Elaborator } from './language/elaborate.ts';
export * from './language/expression.ts';
export { FormulaError, type SourceText } from './language/formula-error.ts';
export {
  dependencies,
  EquationCycle,
  evaluationOrder,
  type InlineOptions,
  inlineExpression,
  inlineSystem,
  UndefinedLocal,
} from './language/inline.ts';
export {
  builtinPagesFolder,
  findPage,
  type LoadedPage,
  type LoadedPages,
  loadPage,
  loadPages,
} from './language/load-page.ts';
export { normalForm, sameNormalForm } from './language/normal-form.ts';
export type * from './language/page.ts';
export { parseFormula } from './language/parser.ts';
export {
  accuracySystem,
  applyPatches,
  conflict,
  PatchConflict,
  type SystemForm,
} from './language/patch.ts';
export { PageProblem } from './language/problem.ts';
export * from './language/rational.ts';
