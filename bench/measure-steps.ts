import type { Kernel } from '../adapters/contract.ts';
import { builtinPagesFolder, loadPages } from '../spec/language/load-page.ts';
import { optimizerExperiments } from '../suites/generate/optimizer-experiments.ts';
import { LANE } from '../suites/judge/point.ts';
import type { Command, Experiment } from '../suites/stateful/experiment.ts';
import { CriterionCache, judgeTrace, reproduces } from '../suites/stateful/judge-trace.ts';
import { buildModel } from '../suites/stateful/model.ts';
import { runExperiment } from '../suites/stateful/trace.ts';

/**
 * `npx tsx bench/measure-steps.ts [steps] [parameters]`: how long a float32 run of Adam takes to be judged, each of its
 * three equations at each step from the state of the step before.
 */
const steps = Number(process.argv[2] ?? 10_000);
const size = Number(process.argv[3] ?? 1000);
/** Steps that are held at a time: a trace keeps what it saw. */
const CHUNK = 500;

const page = loadPages([builtinPagesFolder()]).pages.get('optimizer/adam')!;
const hyper = optimizerExperiments(page, 'float32').find(({ id }) => id === 'published defaults')!.hyper;

/** Adam rounded at every operation. */
function adam(): Kernel {
  const f = Math.fround;
  const m = new Float32Array(size);
  const v = new Float32Array(size);
  let t = 0;
  const { lr, beta1, beta2, epsilon } = hyper as Record<string, number>;
  return {
    origin: 'native',
    formats: ['float32'],
    create: () => ({
      step([theta, g]) {
        t++;
        const [c1, c2] = [1 - beta1! ** t, 1 - beta2! ** t];
        const next = new Float32Array(size);
        for (let i = 0; i < size; i++) {
          const gi = g!.data[i]!;
          m[i] = f(beta1! * m[i]!) + f((1 - beta1!) * gi);
          v[i] = f(beta2! * v[i]!) + f((1 - beta2!) * f(gi * gi));
          next[i] = theta!.data[i]! - f(f(lr! * f(m[i]! / c1)) / f(f(Math.sqrt(v[i]! / c2)) + epsilon!));
        }
        return { theta: { dtype: 'float32', shape: [size], data: next } };
      },
      state: () => ({
        m: { dtype: 'float32', shape: [size], data: m.slice() },
        v: { dtype: 'float32', shape: [size], data: v.slice() },
      }),
    }),
  };
}

let seed = 1;
const gradient = (): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.fround(seed / 2 ** 31 - 1);
};
const row = (): number[] => Array.from({ length: size }, gradient);

// One long run in pieces: what follows a piece begins with the state that the subject shows.
const kernel = adam();
const model = buildModel(page, []);
const cache = new CriterionCache(page);
let parameters = row();
let state: ReadonlyMap<string, Float64Array> | undefined;
let broken = 0;
let slow = 0;
const started = performance.now();
let judging = 0;
for (let done = 0; done < steps; done += CHUNK) {
  const commands = Array.from(
    { length: Math.min(CHUNK, steps - done) },
    (): Command => ({ kind: 'step', inputs: { g: row() } }),
  );
  const experiment: Experiment = {
    id: 'long',
    hyper,
    parameters: { theta: parameters },
    extents: new Map([[LANE, size]]),
    commands,
  };
  const trace = await runExperiment(page, kernel, experiment, 'float32');
  const observations = trace.observations.map((one, i) => ({
    ...one,
    step: one.step + done,
    loaded: i === 0 ? state : undefined,
  }));
  const before = performance.now();
  for (const judged of judgeTrace(
    { ...trace, observations },
    model,
    { format: 'float32', scalarFormat: 'float64', flushes: false },
    cache,
  )) {
    if (!reproduces(judged)) broken++;
    slow += judged.judgement.slow;
  }
  judging += performance.now() - before;
  parameters = [...observations.at(-1)!.outputs.get('theta')!];
  state = observations.at(-1)!.after;
}
const total = (performance.now() - started) / 1000;
process.stdout.write(
  `${steps} steps of ${size} parameters: ${((3 * steps * size) / 1e6).toFixed(1)} million values judged in ${(judging / 1000).toFixed(1)} s (${total.toFixed(1)} s with the run), ${slow} by a slow tier, ${broken} equations broken\n`,
);
