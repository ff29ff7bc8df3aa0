import type { Hyperparameters } from '../../adapters/contract.ts';
import type { Domain, Page, SymbolDeclaration } from '../../spec/language/page.ts';
import { defaultOf, publishedDefault, sourcesOfDefaults } from './published-default.ts';
import { isInDomain } from './settings.ts';

/**
 * Dyadic hyper-parameters at which variants of an operator with state lie far apart, three choices for each so that
 * a constant in the place of an argument cannot hide.
 *
 * - beta1 = 7/8 and beta2 = 1 - 2^-10 make 1 - beta exact in every format with 11 bits, so m and v of small-integer
 *   gradients carry no rounding at all in the first steps. With 15/16 and 3/4 the rectification of RAdam sets in at
 *   the sixth and the eighth step.
 * - The third lr, beta1 and epsilon lie between the third beta2 and 1, as no defaults do. One of them in the place of
 *   beta2 then makes RAdam rectify at once, where it else never does and is not told from an optimizer that cannot.
 * - epsilon = 2 is as large as sqrt(v): whether it stands inside the root, outside, or before the bias correction
 *   changes the first digit. (1e-8 would hide it below the rounding of most gradients.)
 * - lr = weightDecay = 1/2 make lr*weightDecay = 1/4: decay before, after or through the gradient all differ by far
 *   more than rounding. (With lr = 2^-10 decay applied after the update hides.)
 * - momentumDecay = 4 moves the momentum of NAdam by 15 % a step; its default of 0.004 moves it by 0.02 %.
 * - patience = 0 reduces at once: what compares with patience is then not what compares with a count.
 * - factor = 1/4 from 1/2 is below lrMin = 1/16 at the second reduction: 1/2, 1/8, 1/16.
 */
const DYADIC: Readonly<Record<string, readonly [number, number, number]>> = {
  lr: [1 / 2, 1 / 4, 7 / 8],
  beta1: [7 / 8, 3 / 4, 7 / 8],
  beta2: [1 - 2 ** -10, 15 / 16, 3 / 4],
  epsilon: [2, 1 / 2, 15 / 16],
  weightDecay: [1 / 2, 1 / 4, 1 / 8],
  momentum: [3 / 4, 1 / 2, 7 / 8],
  rho: [7 / 8, 3 / 4, 15 / 16],
  momentumDecay: [4, 2, 1],
  lrInitial: [1 / 2, 1, 2],
  factor: [1 / 4, 1 / 2, 3 / 4],
  patience: [2, 0, 3],
  threshold: [1 / 4, 1 / 8, 1 / 16],
  lrMin: [1 / 16, 1 / 8, 1 / 4],
  minDelta: [1, 1 / 2, 2],
  steps: [2, 3, 4],
};

/** For hyper-parameters that no page had before: values on both sides of 1, then inside of it, then whole. */
const OTHERS: readonly number[] = [1 / 4, 2, 3 / 4, 4, 1 / 2, 3, 1, 8, -1 / 2, 0];

const hyperSymbols = (page: Page): SymbolDeclaration[] =>
  [...page.symbols.values()].filter(({ role }) => role === 'hyper');

/** Values of the domain for a hyper-parameter without a row of its own; at least one. */
function fittingValues(domain: Domain, fallback: number | undefined): readonly number[] {
  const fitting = OTHERS.filter((x) => isInDomain(x, domain));
  if (fitting.length > 0) return fitting;
  if (fallback !== undefined) return [fallback];
  const end = domain.lower ?? domain.upper;
  const step = domain.lower ? 1 : -1;
  return [end ? Number(end.num) / Number(end.den) + step : 1];
}

/** Choice `which` of 0, 1, 2 of all hyper-parameters of a page. */
export function dyadicSetting(page: Page, which: 0 | 1 | 2): Hyperparameters {
  const entries = hyperSymbols(page).map(({ key, domain }, place): [string, number] => {
    const designed = DYADIC[key]?.[which];
    if (designed !== undefined && isInDomain(designed, domain)) return [key, designed];
    const values = fittingValues(domain, publishedDefault(page, key));
    return [key, values[(which + place) % values.length]!];
  });
  return Object.fromEntries(entries);
}

export interface PublishedSetting {
  /** The sources that agree on it, in words. */
  readonly name: string;
  readonly hyper: Hyperparameters;
}

/**
 * The defaults of each source, equal ones once. What a source does not say is as in the paper or the first source
 * that says it; what nobody says is dyadic.
 */
export function publishedSettings(page: Page): PublishedSetting[] {
  const dyadic = dyadicSetting(page, 0);
  const bySource = new Map<string, { names: string[]; hyper: Hyperparameters }>();
  for (const source of sourcesOfDefaults(page)) {
    const hyper = Object.fromEntries(
      hyperSymbols(page).map(({ key }) => [
        key,
        defaultOf(page, key, source) ?? publishedDefault(page, key) ?? dyadic[key]!,
      ]),
    );
    const text = JSON.stringify(hyper);
    const known = bySource.get(text);
    if (known) known.names.push(source);
    else bySource.set(text, { names: [source], hyper });
  }
  return [...bySource.values()].map(({ names, hyper }) => ({ name: names.join(', '), hyper }));
}

/** Hyper-parameters that may be turned off: implementations take a branch of their own for each. */
const SWITCHES: ReadonlySet<string> = new Set(['weightDecay', 'momentum', 'momentumDecay', 'lrMin', 'minDelta']);

/** The third dyadic choice with everything at 0 that may be; undefined where nothing may. */
export function switchedOff(page: Page): Hyperparameters | undefined {
  const off = hyperSymbols(page).filter(({ key, domain }) => SWITCHES.has(key) && isInDomain(0, domain));
  if (off.length === 0) return undefined;
  return { ...dyadicSetting(page, 2), ...Object.fromEntries(off.map(({ key }) => [key, 0])) };
}
