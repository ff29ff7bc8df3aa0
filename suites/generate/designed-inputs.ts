import type { Hyperparameters } from '../../adapters/contract.ts';
import { distinctNodes } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';

/** Values of one input: a row for each step, a column for each element. */
export type Rows = readonly (readonly number[])[];

/**
 * Gradients as small integers, exact in any order of operations. Signs change within a column and magnitudes differ
 * between columns; one element rests at 0, one is constant (v-hat = g^2 exactly), one appears only once, one begins
 * late, and one falls from large to small, so that a maximum, an average and a sum differ. Its second value, -12 after
 * 64, outweighs a quarter of the first and not a half, which turns the sign that Lion takes.
 */
const GRADIENTS: Rows = [
  [1, -3, 0, 2, 4, -1, 2, 0, 64],
  [-2, -1, 0, 2, 0, 3, -5, 0, -12],
  [3, 2, 0, 2, 0, -2, 1, 3, 16],
  [-1, 4, 0, 2, 0, 1, 3, -1, 0],
  [2, -2, 0, 2, 0, -4, -2, 2, -3],
  [-3, 1, 0, 2, 0, 2, 4, 0, 1],
  [1, 3, 0, 2, 0, -3, -1, 1, 2],
  [2, -1, 0, 2, 0, 5, 2, -2, -1],
  [-1, -2, 0, 2, 0, -1, 3, 1, 1],
  [2, 1, 0, 2, 0, 2, -3, -1, 2],
];

/** Where the weights start: both signs, none 0, so that decay shows in each. */
export const PARAMETERS: readonly number[] = [4, -2, 3, 1, -8, 6, 5, -1, 2];

/** The same for gradients as training has them; few are exact in any format. */
const ORDINARY: Rows = [
  [0.31, -1.7, 0.002, 12.5, -0.04, 0.9, -2.2],
  [-0.12, -0.4, 0.015, -3.25, 0.07, 1.1, 0.6],
  [0.55, 2.3, -0.008, 7.75, -0.02, -0.3, 1.9],
  [0.08, -0.9, 0.001, -1.5, 0.11, 0.7, -0.1],
  [-0.27, 0.6, -0.004, 2.25, 0.05, -1.3, 0.8],
  [0.19, 1.2, 0.009, -6.5, -0.03, 0.4, -1.4],
  [-0.41, -0.2, 0.003, 4.75, 0.09, 0.2, 0.3],
  [0.06, 0.8, -0.011, -1.25, -0.06, -0.8, -0.7],
  [0.23, -1.1, 0.006, 3.5, 0.01, 0.5, 1.2],
];
export const ORDINARY_PARAMETERS: readonly number[] = [0.5, -1.25, 2, 0.01, -3, 0.75, 1];

/**
 * Powers of two about the sizes of epsilon that are in use, 1e-10 to 1e-4: one that is built in is then no rounding
 * error beside them, whatever epsilon was asked for. Their squares stay normal numbers in float32.
 */
export const SMALL: Rows = [
  [2 ** -33, 2 ** -30, -(2 ** -27), 2 ** -23, 2 ** -20, -(2 ** -17), 2 ** -13],
  [-(2 ** -34), 2 ** -30, 2 ** -26, 2 ** -22, -(2 ** -19), -(2 ** -17), 2 ** -14],
  [2 ** -32, -(2 ** -29), -(2 ** -27), 2 ** -23, 2 ** -21, 2 ** -16, -(2 ** -13)],
];

/**
 * A quantity that is watched over many steps (a loss, or gradients that are added up): always better, never, better
 * and then flat, better by too little, up and down, always worse, below zero, and two columns of gradients.
 */
const WATCHED: Rows = [
  [16, 4, 8, 16, 8, 1, -1, 1, -3],
  [12, 4, 4, 15, 9, 2, -3, -2, -1],
  [8, 4, 4, 14, 5, 3, -2, 3, 2],
  [6, 4, 4, 13, 10, 4, -2, -1, 4],
  [4, 4, 4, 12, 3, 5, -2, 2, -2],
  [3, 4, 2, 11, 3, 6, -8, -3, 1],
  [2, 4, 2, 10, 12, 7, -8, 1, 3],
  [1, 4, 2, 9, 2, 8, -7, 2, -1],
  [0.5, 4, 2, 8, 7, 9, -6, -1, -2],
  [0.25, 4, 2, 7, 1, 10, -16, 4, 5],
  [0.125, 4, 2, 6, 6, 11, -15, -2, 1],
  [0.0625, 4, 1, 5, 9, 12, -14, 1, -4],
];

/** Does any equation of the page distinguish cases? */
export const hasCases = (page: Page): boolean =>
  [...page.systems.values()].some(({ equations }) =>
    [...equations.values()].some(({ expression }) => distinctNodes(expression).some(({ kind }) => kind === 'select')),
  );

/** Steps of an operator without cases: signs have changed twice and a moment of step 1 is four steps old. */
const PLAIN_STEPS = 5;

/**
 * The exact inputs of a page: gradients where a parameter is trained, else a quantity that is watched. A page with
 * cases is run for longer, since one of them may set in late.
 */
export function exactInputs(page: Page): Rows {
  if (!page.call.some((key) => page.symbols.get(key)?.role === 'parameter')) return WATCHED;
  return hasCases(page) ? GRADIENTS : GRADIENTS.slice(0, PLAIN_STEPS);
}

/** As many ordinary inputs as exact ones, less one step that nothing more is learnt from. */
export function ordinaryInputs(page: Page): Rows {
  const steps = exactInputs(page).length;
  return steps > ORDINARY.length ? ORDINARY : ORDINARY.slice(0, Math.max(4, steps === PLAIN_STEPS ? 4 : steps));
}

/** Shares of the gradient at which beta1 m + (1 - beta1) g is 0: that one, just below and above it, and far from it. */
const TURNS: readonly number[] = [1, 15 / 16, 17 / 16, 1 / 2, 2, 1 / 8, 4, 1];

/**
 * Gradients for a page that looks at nothing but the sign of beta1 m + (1 - beta1) g: after one large gradient of either
 * sign, which makes m = (1 - beta2) g, one that brings the sum to 0 or close to it from both sides. Exact at dyadic
 * settings. Undefined for pages without a sign.
 */
export function signTurns(page: Page, { beta1, beta2 }: Hyperparameters): Rows | undefined {
  const signed = [...page.systems.values()].some(({ equations }) =>
    [...equations.values()].some(({ expression }) =>
      distinctNodes(expression).some((node) => node.kind === 'call' && node.fn === 'sign'),
    ),
  );
  if (!signed || beta1 === undefined || beta2 === undefined) return undefined;
  const first = TURNS.map((_, i) => (i % 2 === 0 ? 64 : -64));
  const balance = ((1 - beta2) * beta1) / (1 - beta1);
  return [first, first.map((g, i) => -g * balance * TURNS[i]!), first.map((g) => g / 32)];
}
