import fc from 'fast-check';
import type { Kernel } from '../../adapters/contract.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import type { Page } from '../../spec/language/page.ts';
import type { Command, Experiment } from '../stateful/experiment.ts';
import { hyperparameters } from './optimizer-experiments.ts';

/** Sizes of the indices n (batch), c (channel), s (spatial). */
interface Sizes {
  readonly n: number;
  readonly c: number;
  readonly s: number;
}

const extentsOf = ({ n, c, s }: Sizes): ReadonlyMap<string, number> => new Map(Object.entries({ n, c, s }));

/** Small integers, different in every channel and never symmetric about 0: a mean of 0 would hide its absence. */
function integers({ n, c, s }: Sizes, salt: number): number[] {
  return Array.from({ length: n * c * s }, (_, i) => {
    const channel = Math.floor(i / s) % c;
    return ((i * 7 + salt * 5 + i * i * (channel + 1)) % 11) - 3 + 2 * channel;
  });
}

const gammaOf = (c: number): number[] => Array.from({ length: c }, (_, i) => 2 - 3 * i);
const betaOf = (c: number): number[] => Array.from({ length: c }, (_, i) => 1 / 2 + i);

/** Which modes the plan may use: a kernel may be able to run only one. */
const can = (kernel: Kernel, mode: string): boolean => kernel.modes === undefined || kernel.modes.includes(mode);

interface Recipe {
  readonly id: string;
  readonly sizes: Sizes;
  readonly hyper: Readonly<Record<string, number>>;
  readonly data: (salt: number) => readonly number[];
  readonly gamma: readonly number[];
  readonly beta: readonly number[];
  readonly state: { readonly runningMean: readonly number[]; readonly runningVariance: readonly number[] };
}

/**
 * Train, evaluate twice (a second evaluation shows whether the first one changed the statistics), train again,
 * restore, evaluate. Statistics are loaded first where the subject allows it, so that inference does not depend on
 * training being right.
 */
function commands(kernel: Kernel, recipe: Recipe): Command[] {
  const step = (salt: number): Command => ({
    kind: 'step',
    inputs: { x: recipe.data(salt), gamma: recipe.gamma, beta: recipe.beta },
  });
  const training: Command = { kind: 'mode', mode: 'training' };
  const inference: Command = { kind: 'mode', mode: 'inference' };
  const list: Command[] = [{ kind: 'load', state: recipe.state }];
  if (can(kernel, 'training')) list.push(training, step(1), step(2));
  if (can(kernel, 'inference')) list.push(inference, step(3), step(4));
  if (can(kernel, 'training')) list.push(training, step(5));
  list.push({ kind: 'restore' });
  if (can(kernel, 'inference')) list.push(inference, step(6));
  return list;
}

const experiment = (page: Page, kernel: Kernel, recipe: Recipe): Experiment => ({
  id: recipe.id,
  hyper: hyperparameters(page, recipe.hyper),
  parameters: {},
  extents: extentsOf(recipe.sizes),
  commands: commands(kernel, recipe),
});

/**
 * Fixed experiments. In the exact one N*S = 8 (a power of two, so means are dyadic), momentum 1/4 separates decay
 * from rate (1/2 would hide the difference) and epsilon = 2 shows where it stands.
 */
export function batchnormExperiments(page: Page, kernel: Kernel, format: FormatName): Experiment[] {
  const round = (x: number) => roundNumber(FORMATS[format], x);
  const exact = { n: 4, c: 3, s: 2 };
  const odd = { n: 3, c: 2, s: 5 };
  return [
    experiment(page, kernel, {
      id: 'dyadic',
      sizes: exact,
      hyper: { momentum: 1 / 4, epsilon: 2 },
      data: (salt) => integers(exact, salt),
      gamma: gammaOf(exact.c),
      beta: betaOf(exact.c),
      state: { runningMean: [1, -1, 2], runningVariance: [4, 1, 1 / 4] },
    }),
    experiment(page, kernel, {
      id: 'published defaults',
      sizes: odd,
      hyper: {},
      data: (salt) => integers(odd, salt).map((k, i) => round(k * 0.37 + ((i * 29) % 13) * 0.011)),
      gamma: [0.9, -1.3].map(round),
      beta: [0.2, 0.05].map(round),
      state: { runningMean: [0.1, -0.4].map(round), runningVariance: [0.8, 2.5].map(round) },
    }),
    // A mean far from 0 against a small spread: where E[x^2] - E[x]^2 cancels and a two-pass variance does not.
    experiment(page, kernel, {
      id: 'mean far from zero',
      sizes: odd,
      hyper: { epsilon: 2 ** -10 },
      data: (salt) => integers(odd, salt).map((k) => round(1024 + k / 4)),
      gamma: [1, 2],
      beta: [0, 1],
      state: { runningMean: [1024, 1024], runningVariance: [1, 1] },
    }),
  ];
}

/** Sizes of the largest random tensor. */
const LARGEST: Sizes = { n: 5, c: 3, s: 4 };

/** A step of a random script; what the subject cannot do is left out. */
interface Move {
  readonly does: 'training' | 'inference' | 'restore';
  readonly x: readonly number[];
}

/** The script of a list of moves: a mode is chosen where it changes. */
function scriptOf(
  kernel: Kernel,
  moves: readonly Move[],
  gamma: readonly number[],
  beta: readonly number[],
): Command[] {
  const list: Command[] = [];
  let mode = '';
  for (const { does, x } of moves) {
    if (does === 'restore') list.push({ kind: 'restore' });
    else if (can(kernel, does)) {
      if (does !== mode) list.push({ kind: 'mode', mode: does });
      mode = does;
      list.push({ kind: 'step', inputs: { x, gamma, beta } });
    }
  }
  return list;
}

/**
 * Random sizes, data, hyper-parameters and scripts of training, inference and restored state; shrinks to a short script
 * on small tensors of small integers.
 */
export function batchnormArbitrary(page: Page, kernel: Kernel, format: FormatName): fc.Arbitrary<Experiment> {
  const round = (x: number) => roundNumber(FORMATS[format], x);
  const number = fc.oneof(
    fc.integer({ min: -8, max: 8 }),
    fc.integer({ min: -9999, max: 9999 }).map((k) => round(k / 1000)),
  );
  // Data of the largest size is drawn and cut to the size drawn beside it: sizes and numbers then shrink apart, and
  // the script stays what it was. (Drawing data for a size drawn before starts anew with each size.)
  const vector = (length: number) => fc.array(number, { minLength: length, maxLength: length });
  const move = fc.record({
    does: fc.constantFrom<Move['does']>('training', 'inference', 'restore'),
    x: vector(LARGEST.n * LARGEST.c * LARGEST.s),
  });
  return fc
    .record({
      n: fc.integer({ min: 2, max: LARGEST.n }),
      c: fc.integer({ min: 1, max: LARGEST.c }),
      s: fc.integer({ min: 1, max: LARGEST.s }),
      momentum: fc.constantFrom(1 / 4, 0.1, 0.9),
      epsilon: fc.constantFrom(2, 1e-5, 0.001),
      gamma: vector(LARGEST.c),
      beta: vector(LARGEST.c),
      runningMean: vector(LARGEST.c),
      runningVariance: fc.array(fc.constantFrom(1, 1 / 4, 0.3, 4, 9.5), { minLength: LARGEST.c, maxLength: LARGEST.c }),
      // Last, because it is the longest to shrink.
      moves: fc.array(move, { minLength: 1, maxLength: 6 }),
    })
    .map((drawn): Experiment => {
      const { n, c, s, momentum, epsilon } = drawn;
      const moves = drawn.moves.map(({ does, x }) => ({ does, x: x.slice(0, n * c * s) }));
      const [gamma, beta, runningMean] = [drawn.gamma, drawn.beta, drawn.runningMean].map((v) => v.slice(0, c));
      const runningVariance = drawn.runningVariance.slice(0, c).map(round);
      return {
        id: 'random',
        hyper: hyperparameters(page, { momentum, epsilon }),
        parameters: {},
        extents: extentsOf({ n, c, s }),
        commands: [
          { kind: 'load', state: { runningMean: runningMean!, runningVariance } },
          ...scriptOf(kernel, moves, gamma!, beta!),
        ],
      };
    });
}
