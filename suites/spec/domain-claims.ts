import { decimalText } from '../../reference/decimal-text.ts';
import { compareBounds } from '../../reference/enclosure.ts';
import { symbol as symbolNode } from '../../spec/language/expression.ts';
import { inlineExpression } from '../../spec/language/inline.ts';
import type { Domain, Page, Span } from '../../spec/language/page.ts';
import { applyPatches } from '../../spec/language/patch.ts';
import { compareRational, type Rational } from '../../spec/language/rational.ts';
import { shown } from './agreement.ts';
import { type Claim, claim, HOLDS, OPEN } from './claim.ts';
import { inMode } from './form-claims.ts';

/** Whatever a page defines stays in the domain that it declares; so do its defaults and initial values. */
export function* domainClaims(page: Page): Generator<Claim> {
  for (const { key, domain, defaults, initial } of page.symbols.values()) {
    if (!domain.lower && !domain.upper && !domain.integer) continue;
    const given = [...defaults, ...(initial ? [['the initial value', initial] as const] : [])];
    if (given.length > 0) yield givenValues(page, key, domain, given);
    for (const mode of page.modes) {
      const equation = page.systems.get(mode)?.equations.get(key);
      if (!equation || (!domain.lower && !domain.upper)) continue;
      const head = {
        what: `${key} stays in ${show(domain)}${inMode(mode)}`,
        span: equation.span,
        fix: `correct the formula, or the domain of ${key}`,
      };
      yield claim(head, () => staysInside(page, key, domain, mode));
    }
  }
}

function staysInside(page: Page, key: string, domain: Domain, mode: string): Claim['by'] {
  const system = applyPatches(page, mode, [], 'definition');
  const current = symbolNode(key, 0, system.equations.get(key)?.indices ?? []);
  const expression = inlineExpression(page, system, current, { keepStates: false });
  return {
    kind: 'everywhere',
    at(point) {
      const value = point.enclose(expression);
      if (!value) return OPEN;
      const { lower = '-inf', upper = 'inf', lowerOpen, upperOpen } = domain;
      const outside =
        compareBounds(value.upper, lower) < (lowerOpen ? 1 : 0) ||
        compareBounds(value.lower, upper) > (upperOpen ? -1 : 0);
      if (outside) return { kind: 'refuted', detail: `${shown(value)} at ${point.describe(expression)}` };
      return compareBounds(value.lower, lower) >= 0 && compareBounds(value.upper, upper) <= 0 ? HOLDS : OPEN;
    },
  };
}

function givenValues(page: Page, key: string, domain: Domain, given: readonly (readonly [string, Rational])[]): Claim {
  const wrong = given.find(([, value]) => !isInside(domain, value));
  const head = { what: `given values of ${key} lie in ${show(domain)}`, span: declarations(page) };
  if (!wrong) return { ...head, by: { kind: 'proved', detail: given.map(([, q]) => decimalText(q)).join(', ') } };
  const detail = `${wrong[0]} of ${key} is ${decimalText(wrong[1])}`;
  return { ...head, fix: `correct the value, or the domain of ${key}`, by: { kind: 'refused', detail } };
}

function isInside({ lower, upper, lowerOpen, upperOpen, integer }: Domain, value: Rational): boolean {
  if (integer && value.den !== 1n) return false;
  if (lower && compareRational(value, lower) < (lowerOpen ? 1 : 0)) return false;
  return !(upper && compareRational(value, upper) > (upperOpen ? -1 : 0));
}

/** Where the page declares its symbols: a patch that fixes a default says so. */
function declarations(page: Page): Span {
  const fixing = [...page.patches.values()].find(({ kind }) => kind === 'default');
  return fixing?.span ?? { file: page.file, line: 1, column: 1, text: '' };
}

function show({ lower, upper, lowerOpen, upperOpen, integer }: Domain): string {
  const ends = `${lower ? decimalText(lower) : '-inf'}, ${upper ? decimalText(upper) : 'inf'}`;
  return `${integer ? 'integer ' : ''}${lowerOpen ? '(' : '['}${ends}${upperOpen ? ')' : ']'}`;
}
