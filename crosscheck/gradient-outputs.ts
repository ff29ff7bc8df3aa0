import type { FormatName } from '../reference/formats/format.ts';
import { shortened, truncated } from './mpfr/clipping.ts';
import type { Between, MpfrField } from './mpfr/field.ts';
import { accumulated, kept, meanGradient, type SmallBatch, unscaled } from './mpfr/mean-gradient.ts';
import type { CrosscheckOutput } from './output.ts';
import { single } from './point.ts';
import { logUniform } from './points/float.ts';
import type { Random } from './points/random.ts';
import { scalarPoint } from './points/scalar.ts';
import { numbers } from './points/tensor.ts';

/** Limits: exact ones, the usual ones, and anything between. */
const limit = (random: Random, format: FormatName): number =>
  random.bits() & 1 ? random.choose([0.25, 0.5, 1, 2, 5, 0.1]) : Math.abs(logUniform(random, format, -10, 8));

const common = { mode: '', output: 'y' } as const;

const clipByNorm: CrosscheckOutput = {
  ...common,
  name: 'gradient/clip-by-norm y',
  page: 'gradient/clip-by-norm',
  draw: (random, format) => {
    const g = numbers(random, format, random.integer(1, 5), false);
    const maxNorm = limit(random, format);
    const i = random.integer(0, g.length - 1);
    return {
      format,
      symbols: { 'g@0': { shape: [g.length], data: g }, 'maxNorm@0': single(maxNorm) },
      at: [i],
      wrtAt: [],
      formula: (field) => shortened(field, g, g[i]!, maxNorm),
    };
  },
};

function clipByGlobalNorm(output: 'clippedA' | 'clippedB'): CrosscheckOutput {
  const page = 'gradient/clip-by-global-norm';
  return {
    mode: '',
    name: `${page} ${output}`,
    page,
    output,
    draw: (random, format) => {
      const a = numbers(random, format, random.integer(1, 4), false);
      const b = numbers(random, format, random.integer(1, 4), false);
      const maxNorm = limit(random, format);
      const own = output === 'clippedA' ? a : b;
      const i = random.integer(0, own.length - 1);
      return {
        format,
        symbols: {
          'a@0': { shape: [a.length], data: a },
          'b@0': { shape: [b.length], data: b },
          'maxNorm@0': single(maxNorm),
        },
        at: [i],
        wrtAt: [],
        formula: (field) => shortened(field, [...b, ...a], own[i]!, maxNorm),
      };
    },
  };
}

const miniBatch: CrosscheckOutput = {
  ...common,
  name: 'gradient/mini-batch y',
  page: 'gradient/mini-batch',
  draw: (random, format) => {
    const [samples, weights] = [random.integer(1, 7), random.integer(1, 3)];
    const g = numbers(random, format, samples * weights, false);
    const c = random.integer(0, weights - 1);
    const column = g.filter((_, i) => i % weights === c);
    return {
      format,
      symbols: { 'g@0': { shape: [samples, weights], data: g } },
      at: [c],
      wrtAt: [],
      formula: (field) => meanGradient(field, column),
    };
  },
};

function accumulation(output: 'y' | 'sum', formula: (field: MpfrField, batch: SmallBatch) => Between) {
  const page = 'gradient/accumulation';
  const draw: CrosscheckOutput['draw'] = (random, format) => {
    const steps = random.integer(1, 8);
    const [sum, g] = numbers(random, format, 2, false) as [number, number];
    // Every other time at an update.
    const t = random.bits() & 1 ? steps * random.integer(1, 20) : random.integer(1, 100);
    const batch = { sum, g, t, steps };
    const symbols = { 'sum@1': single(sum), 'g@0': single(g), 't@0': single(t), 'steps@0': single(steps) };
    return { format, symbols, at: [], wrtAt: [], formula: (field) => formula(field, batch) };
  };
  return { mode: '', name: `${page} ${output}`, page, output, draw };
}

/** An elementwise rule with one hyper-parameter. */
function elementwise(
  page: string,
  key: string,
  hyper: (random: Random, format: FormatName) => number,
  formula: (field: MpfrField, x: number, value: number) => Between,
): CrosscheckOutput {
  const draw: CrosscheckOutput['draw'] = (random, format) => {
    const x = scalarPoint(random, format);
    const value = hyper(random, format);
    const symbols = { 'x@0': single(x), [`${key}@0`]: single(value) };
    return { format, symbols, at: [], wrtAt: [], formula: (field) => formula(field, x, value) };
  };
  return { ...common, name: `${page} y`, page, draw };
}

const scale = (random: Random): number => random.choose([65536, 32768, 1024, 1, 128, 1000, 3]);

/** What is done to gradients between the loss and the optimizer. */
export const GRADIENTS: readonly CrosscheckOutput[] = [
  elementwise('gradient/clip-by-value', 'limit', limit, truncated),
  clipByNorm,
  clipByGlobalNorm('clippedA'),
  clipByGlobalNorm('clippedB'),
  miniBatch,
  accumulation('y', accumulated),
  accumulation('sum', kept),
  elementwise('gradient/loss-scaling', 'lossScale', scale, unscaled),
];
