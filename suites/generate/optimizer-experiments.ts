import fc from 'fast-check';
import type { Hyperparameters } from '../../adapters/contract.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { largestFinite } from '../../reference/formats/ulp.ts';
import type { Page } from '../../spec/language/page.ts';
import { LANE } from '../judge/point.ts';
import type { Command, Experiment } from '../stateful/experiment.ts';
import {
  exactInputs,
  hasCases,
  ORDINARY_PARAMETERS,
  ordinaryInputs,
  PARAMETERS,
  type Rows,
  SMALL,
  signTurns,
} from './designed-inputs.ts';
import { dyadicSetting, publishedSettings, switchedOff } from './designed-settings.ts';
import { publishedDefault } from './published-default.ts';
import { hyperArbitrary, isInDomain } from './settings.ts';

/** What of `values` the page has, and published defaults where nothing is chosen. */
export function hyperparameters(page: Page, values: Readonly<Record<string, number>>): Hyperparameters {
  const chosen: Record<string, number> = {};
  for (const symbol of page.symbols.values()) {
    if (symbol.role !== 'hyper') continue;
    const value = values[symbol.key] ?? publishedDefault(page, symbol.key);
    if (value !== undefined) chosen[symbol.key] = value;
  }
  return chosen;
}

/** Keys of what the caller gives at each step, and of what it holds. */
function keysOf(page: Page, role: 'input' | 'parameter'): string[] {
  return page.call.filter((key) => page.symbols.get(key)?.role === role);
}

/** A run of one step a row, all elements in one vector. */
export function stepsOf(
  page: Page,
  id: string,
  hyper: Hyperparameters,
  start: readonly number[],
  rows: Rows,
): Experiment {
  const length = rows[0]?.length ?? start.length;
  const commands = rows.map((row, step): Command => {
    const inputs: Record<string, number[]> = {};
    keysOf(page, 'input').forEach((key, which) => {
      // A second input sees the same numbers in another order, so that the two cannot be mistaken.
      inputs[key] = row.map((_, i) => row[(i + which * (step + 1)) % row.length]!);
    });
    return { kind: 'step', inputs };
  });
  const parameters = Object.fromEntries(keysOf(page, 'parameter').map((key) => [key, start.slice(0, length)]));
  return { id, hyper, parameters, extents: new Map([[LANE, length]]), commands };
}

/** The same run with another learning rate from the third step on (where the subject can be told). */
function changeOfRate(plain: Experiment, lr: number): Experiment {
  const [first, second, ...rest] = plain.commands;
  return { ...plain, id: 'change of lr', commands: [first!, second!, { kind: 'set', hyper: { lr } }, ...rest] };
}

/** What a mistake makes of 1 - lr is then small, as 1 - beta2 is: RAdam's length of an average is adaptive under both. */
const RATE_NEAR_ONE = 15 / 16;

/**
 * Exact experiments first, at three dyadic choices of hyper-parameters, one of them with everything switched off that
 * may be; then the published defaults of every source on ordinary inputs.
 *
 * @param builtIn what the kernel computes with whatever it is told: asked for at those values only
 */
export function optimizerExperiments(page: Page, format: FormatName, builtIn: Hyperparameters = {}): Experiment[] {
  const round = (x: number) => roundNumber(FORMATS[format], x);
  const rounded = (rows: Rows): Rows => rows.map((row) => row.map(round));
  const exact = rounded(exactInputs(page));
  const ordinary = rounded(ordinaryInputs(page));
  const elsewhere = dyadicSetting(page, 1);
  const dyadic = stepsOf(page, 'dyadic', dyadicSetting(page, 0), PARAMETERS, exact);
  const experiments = [dyadic];
  if ('lr' in elsewhere) experiments.push(changeOfRate(dyadic, RATE_NEAR_ONE));
  // What is watched over time is no less telling backwards; its first value is then the best one in most columns.
  experiments.push(stepsOf(page, 'dyadic elsewhere', elsewhere, PARAMETERS, exact.toReversed()));
  const off = switchedOff(page);
  if (off) experiments.push(stepsOf(page, 'switched off', off, PARAMETERS, exact));
  // Twice over: at beta2 = 3/4 RAdam rectifies by then even where it misjudges the length of its average by half.
  else if (hasCases(page)) {
    const long = [...exact, ...exact];
    experiments.push(stepsOf(page, 'third dyadic', dyadicSetting(page, 2), PARAMETERS, long));
  }
  // From 0, so that the weights are as small as the steps.
  if ('epsilon' in elsewhere) {
    const at = SMALL[0]!.map(() => 0);
    experiments.push(stepsOf(page, 'small gradients', dyadicSetting(page, 2), at, rounded(SMALL)));
  }
  const turning = signTurns(page, dyadicSetting(page, 0));
  if (turning) experiments.push(stepsOf(page, 'turning signs', dyadicSetting(page, 0), PARAMETERS, rounded(turning)));
  for (const [i, { name, hyper }] of publishedSettings(page).entries()) {
    const id = i === 0 ? 'published defaults' : `published defaults (${name})`;
    experiments.push(stepsOf(page, id, hyper, ORDINARY_PARAMETERS.map(round), ordinary));
  }
  return experiments.map((one) => withBuiltIn(one, builtIn));
}

const withBuiltIn = (experiment: Experiment, builtIn: Hyperparameters): Experiment => ({
  ...experiment,
  hyper: { ...experiment.hyper, ...builtIn },
});

/** Values that are drawn by key; what has no row here is drawn from its domain. */
const DRAWN: Readonly<Record<string, readonly number[]>> = {
  lr: [1 / 2, 0.001, 0.1, 1],
  beta1: [7 / 8, 0.9, 0.5, 0.95],
  // Below 1/t as well, where beta2 t in place of beta2^t leaves a root.
  beta2: [1 - 2 ** -10, 0.999, 0.99, 0.75, 1 / 8],
  epsilon: [2, 1e-8, 1e-3, 0.25],
  weightDecay: [1 / 2, 0.01, 0.1, 0],
  // Not 0, where v + (g - v) is all that is left of an interpolation and loses a small g beside a large v.
  momentum: [7 / 8, 0.9, 0.5, 0.1],
  rho: [7 / 8, 0.9, 0.99, 0.5],
  momentumDecay: [4, 0.004, 1, 0],
  lrInitial: [1, 0.1, 1e-3],
  factor: [1 / 2, 0.1, 0.3],
  patience: [0, 1, 2, 3],
  threshold: [1 / 8, 1e-4, 0.01],
  lrMin: [0, 1 / 16, 1e-5],
  minDelta: [0, 1 / 2, 0.01],
  steps: [1, 2, 3, 5],
};

function hyperparametersArbitrary(page: Page): fc.Arbitrary<Hyperparameters> {
  const symbols = [...page.symbols.values()].filter(({ role }) => role === 'hyper');
  return fc.record(
    Object.fromEntries(
      symbols.map(({ key, domain }) => {
        const known = (DRAWN[key] ?? []).filter((x) => isInDomain(x, domain));
        return [key, known.length > 0 ? fc.constantFrom(...known) : hyperArbitrary(domain)];
      }),
    ),
  );
}

/** The largest number drawn before it is multiplied by a power of ten. */
const MANTISSA = 999;

/**
 * The power of ten, at most 2, up to which inputs are drawn: the sum of their squares over a whole run stays within the
 * format. Beyond, whether a square overflows depends on the order of a product that nobody promises; `extremes` goes there.
 */
function largestPower(page: Page, format: FormatName): number {
  const steps = Math.max(MOST_STEPS, exactInputs(page).length);
  const largest = Math.sqrt(largestFinite(FORMATS[format]) / steps) / MANTISSA;
  return Math.min(2, Math.floor(Math.log10(largest)));
}

/** Random hyper-parameters, inputs and lengths; shrinks to few steps, few elements and small integers. */
export function optimizerExperimentArbitrary(
  page: Page,
  format: FormatName,
  builtIn: Hyperparameters = {},
): fc.Arbitrary<Experiment> {
  const round = (x: number) => roundNumber(FORMATS[format], x);
  const number = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: -8, max: 8 }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.integer({ min: -MANTISSA, max: MANTISSA }), fc.integer({ min: -4, max: largestPower(page, format) }))
        .map(([k, e]) => round(k * 10 ** e)),
    },
  );
  // As many numbers as the largest run needs, cut to the size drawn beside them, so that both shrink apart.
  const row = fc.array(number, { minLength: LARGEST, maxLength: LARGEST });
  return fc
    .record({
      hyper: hyperparametersArbitrary(page),
      length: fc.integer({ min: 1, max: LARGEST }),
      start: row,
      rows: fc.array(row, { minLength: 1, maxLength: Math.max(MOST_STEPS, exactInputs(page).length) }),
    })
    .map(({ hyper, length, start, rows }) =>
      stepsOf(
        page,
        'random',
        { ...hyper, ...builtIn },
        start.slice(0, length),
        rows.map((one) => one.slice(0, length)),
      ),
    );
}

/** Elements of the longest random vector: one more than two vector registers of four. */
const LARGEST = 9;

const MOST_STEPS = 5;
