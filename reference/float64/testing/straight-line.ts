/** Arithmetic of a straight-line piece of source: what a proof and the engine both execute. */
export type Formula =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negate'; readonly operand: Formula }
  | { readonly kind: '+' | '-' | '*' | '/'; readonly left: Formula; readonly right: Formula }
  | { readonly kind: 'call' | 'element'; readonly name: string; readonly argument: Formula };

/** `const` lines and the returned formula of a piece of source. */
export interface StraightLine {
  readonly lines: readonly { readonly name: string; readonly formula: Formula }[];
  readonly result: Formula;
}

const TOKEN = /\s*(\d[\d.]*(?:e-?\d+)?|[A-Za-z_]\w*|[-+*/()[\]!])/y;

function tokens(text: string): string[] {
  const found: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new SyntaxError(`no arithmetic at "${text.slice(at, at + 30)}"`);
    if (match[1] !== '!') found.push(match[1]!);
  }
  return found;
}

/**
 * Reads + - * / with numbers, names, one-argument calls and elements of arrays, as TypeScript groups them (from the left).
 *
 * @throws SyntaxError at anything else
 */
export function parseFormula(text: string): Formula {
  const rest = tokens(text);
  const expect = (wanted: string): void => {
    const got = rest.shift();
    if (got !== wanted) throw new SyntaxError(`"${wanted}" expected, not "${got}", in ${text}`);
  };
  const factor = (): Formula => {
    const token = rest.shift();
    if (token === undefined) throw new SyntaxError(`the formula ends too early: ${text}`);
    if (token === '-') return { kind: 'negate', operand: factor() };
    if (token === '(') {
      const inner = sum();
      expect(')');
      return inner;
    }
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
    if (rest[0] === '(' || rest[0] === '[') {
      const kind = rest.shift() === '(' ? 'call' : 'element';
      const argument = sum();
      expect(kind === 'call' ? ')' : ']');
      return { kind, name: token, argument };
    }
    return { kind: 'name', name: token };
  };
  const chain = (operators: readonly string[], operand: () => Formula): Formula => {
    let left = operand();
    while (operators.includes(rest[0] ?? '')) {
      left = { kind: rest.shift() as '+' | '-' | '*' | '/', left, right: operand() };
    }
    return left;
  };
  const product = (): Formula => chain(['*', '/'], factor);
  const sum = (): Formula => chain(['+', '-'], product);
  const formula = sum();
  if (rest.length > 0) throw new SyntaxError(`"${rest.join(' ')}" is left over in ${text}`);
  return formula;
}

/**
 * The body of a function in a source text: its `const` lines, those of `given` names excepted, and its last `return`. The
 * branches (`if`) before it are the caller's to speak of.
 *
 * @throws SyntaxError if there is no such function, or its body is no straight line
 */
export function straightLine(source: string, name: string, given: readonly string[] = []): StraightLine {
  const body = new RegExp(`function ${name}\\([^)]*\\)[^{]*\\{\\n([\\s\\S]*?)\\n\\}\\n`).exec(source)?.[1];
  if (body === undefined) throw new SyntaxError(`there is no function ${name} in the source`);
  const lines = [...body.matchAll(/^ {2}const (\w+) =\s*([^;]+);/gm)]
    .filter(([, variable]) => !given.includes(variable!))
    .map(([, variable, text]) => ({ name: variable!, formula: parseFormula(text!) }));
  const result = [...body.matchAll(/^ {2}return ([^;]+);/gm)].at(-1)?.[1];
  if (result === undefined) throw new SyntaxError(`function ${name} returns nothing`);
  return { lines, result: parseFormula(result) };
}
