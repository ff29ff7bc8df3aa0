import { didYouMean } from '../adapters/closest-names.ts';
import type { Format } from '../reference/formats/format.ts';
import type { Domain, Page, SymbolDeclaration } from '../spec/language/page.ts';
import { compareRational, type Rational } from '../spec/language/rational.ts';
import { CommandError } from './command-error.ts';
import { parseExact, parseNumber } from './parse-number.ts';

/** What a page is evaluated with besides the points: hyper-parameters and step exactly, tensors in the format. */
export interface PageArguments {
  /** Key of the symbol that takes the points. */
  readonly point: string;
  readonly scalars: ReadonlyMap<string, Rational>;
  readonly tensors: ReadonlyMap<string, readonly number[]>;
}

function isInside(domain: Domain, q: Rational): boolean {
  if (domain.integer && q.den !== 1n) return false;
  const { lower, upper } = domain;
  if (lower && compareRational(q, lower) <= (domain.lowerOpen ? 0 : -1)) return false;
  return !(upper && compareRational(q, upper) >= (domain.upperOpen ? 0 : 1));
}

/** @throws CommandError where a number lies outside what the page is defined for */
export function requireInside({ key, domain }: SymbolDeclaration, q: Rational, text: string): Rational {
  if (isInside(domain, q)) return q;
  const kind = domain.integer ? 'a whole number' : 'a number';
  const ends = [
    domain.lower && `${domain.lowerOpen ? 'above' : 'from'} ${Number(domain.lower.num) / Number(domain.lower.den)}`,
    domain.upper && `${domain.upperOpen ? 'below' : 'to'} ${Number(domain.upper.num) / Number(domain.upper.den)}`,
  ].filter((end) => end !== undefined);
  throw new CommandError(`${key} = ${text} is outside the page's domain: ${[kind, ...ends].join(' ')}`);
}

const isScalar = ({ role }: SymbolDeclaration): boolean => role === 'hyper' || role === 'time';
const isSettable = ({ role }: SymbolDeclaration): boolean =>
  ['input', 'parameter', 'state', 'hyper', 'time'].includes(role);

/** The default that a page gives: the paper's, else the first. */
const defaultOf = ({ defaults }: SymbolDeclaration): Rational | undefined =>
  defaults.get('paper') ?? [...defaults.values()][0];

/**
 * Sorts `--set name=value` by what the page says of the names.
 *
 * @throws CommandError for an unknown name, a value outside its domain, and what is needed and not set
 */
export function pageArguments(page: Page, format: Format, set: ReadonlyMap<string, string>): PageArguments {
  const symbols = [...page.symbols.values()].filter(isSettable);
  for (const name of set.keys()) {
    if (symbols.some(({ key }) => key === name)) continue;
    const names = symbols.map(({ key }) => key);
    throw new CommandError(
      `${page.id} has no \`${name}\`${didYouMean(name, names) || `; --set takes ${names.join(', ')}`}`,
    );
  }
  const point = page.call.find((key) => !set.has(key));
  if (point === undefined) throw new CommandError('every input is set; leave one out for the points');
  const scalars = new Map<string, Rational>();
  const tensors = new Map<string, readonly number[]>();
  const missing: string[] = [];
  for (const symbol of symbols) {
    const { key, role } = symbol;
    const text = set.get(key);
    if (key === point) continue;
    if (text !== undefined && isScalar(symbol)) {
      scalars.set(key, requireInside(symbol, parseExact(format, text), text));
    } else if (text !== undefined) {
      tensors.set(
        key,
        text.split(',').map((each) => parseNumber(format, each)),
      );
    } else if (role === 'hyper') {
      const value = defaultOf(symbol);
      if (value) scalars.set(key, value);
      else missing.push(key);
    } else if (role === 'time') {
      scalars.set(key, { num: BigInt(symbol.from ?? 1), den: 1n });
    } else if (role !== 'state') {
      missing.push(key);
    }
  }
  if (missing.length > 0) {
    throw new CommandError(`${page.id} also needs ${missing.map((key) => `--set ${key}=...`).join(' ')}`);
  }
  return { point, scalars, tensors };
}
