import fc from 'fast-check';
import type { Hyperparameters } from '../../adapters/contract.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import type { Page } from '../../spec/language/page.ts';
import { LANE } from '../judge/point.ts';
import type { Command, Experiment } from '../stateful/experiment.ts';

/**
 * Dyadic hyper-parameters at which variants of an optimizer lie far apart.
 *
 * - beta1 = 7/8 and beta2 = 1 - 2^-10 make 1 - beta exact in every format with 11 bits, so m and v of small-integer
 *   gradients carry no rounding at all in the first steps.
 * - epsilon = 2 is as large as sqrt(v): whether it stands inside the root, outside, or before the bias correction
 *   changes the first digit. (1e-8 would hide it below the rounding of most gradients.)
 * - lr = weightDecay = 1/2 make lr*weightDecay = 1/4: decay before, after or through the gradient all differ by far
 *   more than rounding. (With lr = 2^-10 decay applied after the update hides.)
 */
const DYADIC: Readonly<Record<string, number>> = {
  lr: 1 / 2,
  beta1: 7 / 8,
  beta2: 1 - 2 ** -10,
  epsilon: 2,
  weightDecay: 1 / 2,
  momentum: 1 / 4,
};

/** A second dyadic point, so that a hyper-parameter that is ignored in favour of a constant cannot hide in one. */
const DYADIC_ELSEWHERE: Readonly<Record<string, number>> = {
  lr: 1 / 4,
  beta1: 3 / 4,
  beta2: 15 / 16,
  epsilon: 1 / 2,
  weightDecay: 1 / 4,
  momentum: 1 / 8,
};

/**
 * Gradients by step (rows) and element (columns). Signs change within a column, magnitudes differ between columns,
 * one element rests at 0, one is constant (v-hat = g^2 exactly), one appears only once.
 */
const GRADIENTS: readonly (readonly number[])[] = [
  [1, -3, 0, 2, 4, -1, 2],
  [-2, -1, 0, 2, 0, 3, -5],
  [3, 2, 0, 2, 0, -2, 1],
  [-1, 4, 0, 2, 0, 1, 3],
  [2, -2, 0, 2, 0, -4, -2],
];
const PARAMETERS: readonly number[] = [4, -2, 3, 1, -8, 6, 5];

export function hyperparameters(page: Page, values: Readonly<Record<string, number>>): Hyperparameters {
  const chosen: Record<string, number> = {};
  for (const symbol of page.symbols.values()) {
    if (symbol.role !== 'hyper') continue;
    const value = values[symbol.key] ?? publishedDefault(page, symbol.key);
    if (value !== undefined) chosen[symbol.key] = value;
  }
  return chosen;
}

/** The default of the paper, or of the first source that gives one. */
export function publishedDefault(page: Page, key: string): number | undefined {
  const defaults = page.symbols.get(key)?.defaults;
  const value = defaults?.get('paper') ?? defaults?.values().next().value;
  return value ? Number(value.num) / Number(value.den) : undefined;
}

/** Keys of what the caller gives at each step, and of what it holds. */
function keysOf(page: Page, role: 'input' | 'parameter'): string[] {
  return page.call.filter((key) => page.symbols.get(key)?.role === role);
}

function experiment(
  page: Page,
  id: string,
  hyper: Hyperparameters,
  start: readonly number[],
  steps: readonly (readonly number[])[],
): Experiment {
  const commands = steps.map((row, step): Command => {
    const inputs: Record<string, number[]> = {};
    keysOf(page, 'input').forEach((key, which) => {
      // A second input sees the same numbers in another order, so that the two cannot be mistaken.
      inputs[key] = row.map((_, i) => row[(i + which * (step + 1)) % row.length]!);
    });
    return { kind: 'step', inputs };
  });
  const parameters = Object.fromEntries(keysOf(page, 'parameter').map((key) => [key, start]));
  return { id, hyper, parameters, extents: new Map([[LANE, start.length]]), commands };
}

/** The same run with another learning rate from the third step on (where the subject can be told). */
function changeOfRate(plain: Experiment): Experiment {
  const [first, second, ...rest] = plain.commands;
  const change: Command = { kind: 'set', hyper: { lr: 1 / 8 } };
  return { ...plain, id: 'change of lr', commands: [first!, second!, change, ...rest] };
}

/** Exact experiments first, then the published defaults on ordinary gradients. */
export function optimizerExperiments(page: Page, format: FormatName): Experiment[] {
  const round = (x: number) => roundNumber(FORMATS[format], x);
  const ordinary = [
    [0.31, -1.7, 0.002, 12.5, -0.04, 0.9, -2.2],
    [-0.12, -0.4, 0.015, -3.25, 0.07, 1.1, 0.6],
    [0.55, 2.3, -0.008, 7.75, -0.02, -0.3, 1.9],
    [0.08, -0.9, 0.001, -1.5, 0.11, 0.7, -0.1],
  ].map((row) => row.map(round));
  const dyadic = experiment(page, 'dyadic', hyperparameters(page, DYADIC), PARAMETERS, GRADIENTS);
  return [
    dyadic,
    changeOfRate(dyadic),
    experiment(page, 'dyadic elsewhere', hyperparameters(page, DYADIC_ELSEWHERE), PARAMETERS, GRADIENTS.toReversed()),
    experiment(
      page,
      'published defaults',
      hyperparameters(page, {}),
      [0.5, -1.25, 2, 0.01, -3, 0.75, 1].map(round),
      ordinary,
    ),
  ];
}

/** Random hyper-parameters, gradients and lengths; shrinks to few steps, few elements and small integers. */
export function optimizerExperimentArbitrary(page: Page, format: FormatName): fc.Arbitrary<Experiment> {
  const round = (x: number) => roundNumber(FORMATS[format], x);
  const number = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: -8, max: 8 }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -4, max: 2 }))
        .map(([k, e]) => round(k * 10 ** e)),
    },
  );
  const hyper = fc.record({
    lr: fc.constantFrom(1 / 2, 0.001, 0.1, 1),
    beta1: fc.constantFrom(7 / 8, 0.9, 0.5, 0.95),
    beta2: fc.constantFrom(1 - 2 ** -10, 0.999, 0.99, 0.75),
    epsilon: fc.constantFrom(2, 1e-8, 1e-3, 0.25),
    weightDecay: fc.constantFrom(1 / 2, 0.01, 0.1, 0),
  });
  // As many numbers as the largest run needs, cut to the size drawn beside them, so that both shrink apart.
  const row = fc.array(number, { minLength: LARGEST, maxLength: LARGEST });
  return fc
    .record({
      hyper,
      length: fc.integer({ min: 1, max: LARGEST }),
      start: row,
      rows: fc.array(row, { minLength: 1, maxLength: 5 }),
    })
    .map(({ hyper: values, length, start, rows }) =>
      experiment(
        page,
        'random',
        hyperparameters(page, values),
        start.slice(0, length),
        rows.map((one) => one.slice(0, length)),
      ),
    );
}

/** Elements of the longest random vector: one more than two vector registers of four. */
const LARGEST = 9;
