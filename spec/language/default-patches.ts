import type { Patch, Span, SymbolDeclaration } from './page.ts';
import { formatRational, type Rational, rationalFromDecimal } from './rational.ts';

/**
 * Values that are in use for a hyper-parameter of this name besides those that a page's sources publish: what somebody
 * who writes a number into the formula would write. A learning rate has no such values; every one is in use.
 */
const IN_USE: Readonly<Record<string, readonly string[]>> = {
  epsilon: ['1e-10', '1e-8', '1e-7', '1e-6', '1e-5', '1e-3'],
  beta1: ['0.5', '0.9', '0.95', '0.99'],
  beta2: ['0.9', '0.95', '0.98', '0.99', '0.999', '0.9999'],
  momentum: ['0.1', '0.5', '0.9', '0.99'],
  rho: ['0.9', '0.95', '0.99', '0.999'],
  weightDecay: ['1e-4', '5e-4', '0.001', '0.01', '0.1'],
};

/** A value with the sources that publish it; nobody does where it only is in use. */
interface Candidate {
  readonly value: Rational;
  readonly names: string[];
}

function candidatesOf({ key, defaults }: SymbolDeclaration): Candidate[] {
  const byValue = new Map<string, Candidate>();
  for (const [source, value] of defaults) {
    if (value.num === 0n) continue;
    const group = byValue.get(formatRational(value)) ?? { value, names: [] };
    group.names.push(source);
    byValue.set(formatRational(value), group);
  }
  // Only beside published ones: a number of this name that nobody publishes may mean anything.
  if (defaults.size === 0) return [];
  for (const text of IN_USE[key] ?? []) {
    const value = rationalFromDecimal(text);
    if (!byValue.has(formatRational(value))) byValue.set(formatRational(value), { value, names: [] });
  }
  return [...byValue.values()];
}

/** `1/1000` as `0.001`: ids and titles are read by people. */
const written = (value: Rational): string => String(Number(value.num) / Number(value.den));

/**
 * For each published default of a hyper-parameter, and for other values in common use, the patch that fixes it there:
 * what an implementation does that does not listen to the value it is given. Sources that agree share one patch. 0 has
 * none: what is switched off, whatever was asked for, is a mistake that a page gives a name of its own.
 */
export function defaultPatches(symbols: ReadonlyMap<string, SymbolDeclaration>, span: Span): Patch[] {
  return [...symbols.values()].flatMap((symbol) =>
    candidatesOf(symbol).map(({ value, names }): Patch => {
      const { key } = symbol;
      const published = names.length > 0;
      return {
        id: `default-${key}-${published ? names[0] : written(value)}`,
        kind: 'default',
        title: published
          ? `${key} fixed at the default of ${names.join(', ')}`
          : `${key} fixed at ${written(value)}, whatever was asked for`,
        why: `The value given for ${key} is not used.`,
        mode: '',
        replacements: new Map(),
        substitutions: [],
        fixed: new Map([[key, value]]),
        span,
      };
    }),
  );
}

/**
 * Patches without those defaults that another patch of the page states under a name of its own, so that no mistake has
 * two names.
 */
export function withoutRestatedDefaults(patches: ReadonlyMap<string, Patch>): Map<string, Patch> {
  const stated = new Set(
    [...patches.values()].filter((patch) => patch.kind !== 'default' && onlyFixes(patch)).map(fixedText),
  );
  return new Map([...patches].filter(([, patch]) => patch.kind !== 'default' || !stated.has(fixedText(patch))));
}

const onlyFixes = ({ replacements, substitutions }: Patch): boolean =>
  replacements.size === 0 && substitutions.length === 0;

const fixedText = ({ fixed, mode }: Patch): string =>
  [...fixed].map(([key, value]) => `${mode} ${key} = ${formatRational(value)}`).join(', ');
