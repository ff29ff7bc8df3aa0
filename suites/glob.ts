/**
 * Does an id match a pattern? `*` stands for any run of characters, a folder for everything below it, a word without
 * `/` for a family, page or property of that name, a path may begin at any folder, and commas separate alternatives:
 * `activation/*`, `gelu`, `gelu/value`, `*\/derivative`, `relu,tanh`.
 */
export function matchesGlob(id: string, pattern: string): boolean {
  return pattern.split(',').some((one) => matchesOne(id, one.trim()));
}

function matchesOne(id: string, pattern: string): boolean {
  if (!pattern.includes('/')) {
    const word = toExpression(pattern);
    return word.test(id) || id.split('/').some((part) => word.test(part));
  }
  return [pattern, `${pattern}/*`, `*/${pattern}`].some((path) => toExpression(path).test(id));
}

const compiled = new Map<string, RegExp>();

/** Compiled once: a run matches every check with every pattern. */
function toExpression(pattern: string): RegExp {
  let expression = compiled.get(pattern);
  if (!expression) {
    const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*');
    compiled.set(pattern, (expression = new RegExp(`^${escaped}$`)));
  }
  return expression;
}
