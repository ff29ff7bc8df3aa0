import type { Hyperparameters, Kernel } from '../adapters/contract.ts';
import { builtinPagesFolder, loadPages } from '../spec/language/load-page.ts';
import { optimizerExperiments } from '../suites/generate/optimizer-experiments.ts';
import { LANE } from '../suites/judge/point.ts';
import type { Command, Experiment } from '../suites/stateful/experiment.ts';
import { CriterionCache, judgeTrace, reproduces } from '../suites/stateful/judge-trace.ts';
import { buildModel } from '../suites/stateful/model.ts';
import { runExperiment } from '../suites/stateful/trace.ts';
import type { Measurement } from './measurement.ts';

const STEPS = 10_000;
const SIZE = 1000;
/** Steps that are held at a time: a trace keeps what it saw. */
const CHUNK = 500;

/** Adam rounded at every operation. */
function adam(hyper: Hyperparameters): Kernel {
  const f = Math.fround;
  const m = new Float32Array(SIZE);
  const v = new Float32Array(SIZE);
  let t = 0;
  const { lr, beta1, beta2, epsilon } = hyper as Record<string, number>;
  return {
    origin: 'native',
    formats: ['float32'],
    create: () => ({
      step([theta, g]) {
        t++;
        const [c1, c2] = [1 - beta1! ** t, 1 - beta2! ** t];
        const next = new Float32Array(SIZE);
        for (let i = 0; i < SIZE; i++) {
          const gi = g!.data[i]!;
          m[i] = f(beta1! * m[i]!) + f((1 - beta1!) * gi);
          v[i] = f(beta2! * v[i]!) + f((1 - beta2!) * f(gi * gi));
          next[i] = theta!.data[i]! - f(f(lr! * f(m[i]! / c1)) / f(f(Math.sqrt(v[i]! / c2)) + epsilon!));
        }
        return { theta: { dtype: 'float32', shape: [SIZE], data: next } };
      },
      state: () => ({
        m: { dtype: 'float32', shape: [SIZE], data: m.slice() },
        v: { dtype: 'float32', shape: [SIZE], data: v.slice() },
      }),
    }),
  };
}

/** Gradients between -1 and 1, always the same. */
function createGradients(): () => number[] {
  let seed = 1;
  const gradient = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.fround(seed / 2 ** 31 - 1);
  };
  return () => Array.from({ length: SIZE }, gradient);
}

/**
 * How long a float32 run of Adam takes, and to be judged: each of its three equations at each step from the state of the
 * step before.
 *
 * @throws Error where an equation is found broken: a judge that is wrong may be any speed
 */
export async function measureSteps(): Promise<Measurement[]> {
  const page = loadPages([builtinPagesFolder()]).pages.get('optimizer/adam')!;
  const { hyper } = optimizerExperiments(page, 'float32').find(({ id }) => id === 'published defaults')!;
  const kernel = adam(hyper);
  const model = buildModel(page, []);
  const cache = new CriterionCache(page);
  const row = createGradients();
  let parameters = row();
  let state: ReadonlyMap<string, Float64Array> | undefined;
  const started = performance.now();
  // One long run in pieces: what follows a piece begins with the state that the subject shows.
  for (let done = 0; done < STEPS; done += CHUNK) {
    const experiment: Experiment = {
      id: 'long',
      hyper,
      parameters: { theta: parameters },
      extents: new Map([[LANE, SIZE]]),
      commands: Array.from({ length: CHUNK }, (): Command => ({ kind: 'step', inputs: { g: row() } })),
    };
    const trace = await runExperiment(page, kernel, experiment, 'float32');
    const observations = trace.observations.map((one, i) => ({
      ...one,
      step: one.step + done,
      loaded: i === 0 ? state : undefined,
    }));
    const arithmetic = { format: 'float32', scalarFormat: 'float64', flushes: false } as const;
    for (const judged of judgeTrace({ ...trace, observations }, model, arithmetic, cache)) {
      const { key, observation } = judged;
      if (!reproduces(judged)) throw new Error(`the equation of ${key} was called broken at step ${observation.step}`);
    }
    parameters = [...observations.at(-1)!.outputs.get('theta')!];
    state = observations.at(-1)!.after;
  }
  const value = (performance.now() - started) / 1000;
  return [
    { what: '10,000 steps of a float32 Adam of 1,000 parameters, run and judged', value, unit: 's', promise: 30 },
  ];
}
