import { FORMATS } from '../../reference/formats/format.ts';
import { nextUp } from '../../reference/formats/ordered.ts';
import { smallestNormal } from '../../reference/formats/ulp.ts';
import type { Adapter, FormatName, Forward, Hyperparameters, Instance, Kernel, Outputs, Tensor } from '../contract.ts';
import { numbersOf, tensorOf } from '../tensor.ts';

/**
 * What a fake does. `sound` is the control; each other one differs from it in the one thing that its name says.
 */
export type FakeName =
  | 'sound'
  | 'wrong-constant'
  | 'nan'
  | 'slow'
  | 'nondeterministic'
  | 'flush-to-zero'
  | 'shared-state'
  | 'mutating'
  | 'wrong-shape'
  | 'wrong-dtype'
  | 'missing-output'
  | 'vector-differs'
  | 'loses-nan'
  | 'throws-on-empty'
  | 'impure-state'
  | 'deaf-load'
  | 'claims-what-it-lacks';

export const fakeNames: readonly FakeName[] = [
  'sound',
  'wrong-constant',
  'nan',
  'slow',
  'nondeterministic',
  'flush-to-zero',
  'shared-state',
  'mutating',
  'wrong-shape',
  'wrong-dtype',
  'missing-output',
  'vector-differs',
  'loses-nan',
  'throws-on-empty',
  'impure-state',
  'deaf-load',
  'claims-what-it-lacks',
];

const FAKE_FORMATS: readonly FormatName[] = ['float32', 'float64'];

type Scalar = (x: number) => number;

const sigmoid: Scalar = (x) => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));

/** In float64 and rounded once at the end: as good as `Math` is, which is enough where no accuracy is judged. */
const functions: Readonly<Record<string, readonly [value: Scalar, slope: Scalar]>> = {
  'activation/sigmoid': [sigmoid, (x) => sigmoid(x) * sigmoid(-x)],
  'activation/tanh': [Math.tanh, (x) => 1 / Math.cosh(x) ** 2],
  // Not Math.max, which would turn -0 into 0.
  'activation/relu': [(x) => (x < 0 ? 0 : x), (x) => (x > 0 ? 1 : x <= 0 ? 0 : Number.NaN)],
};

/** What `wrong-constant` computes: the slope of a sigmoid mistaken by a thousandth. */
const wrong: Readonly<Record<string, Scalar>> = { 'activation/sigmoid': (x) => sigmoid(1.001 * x) };

/** How many values `vector-differs` takes at once. */
const VECTOR = 4;

/** The result as the fake would have it; `calls` counts the calls of its kernel before this one. */
function distort(fake: FakeName, x: Tensor, result: Tensor, calls: number): Tensor {
  const format = FORMATS[result.dtype];
  const inputs = numbersOf(x);
  const values = numbersOf(result);
  const up = (value: number): number => (Number.isFinite(value) ? nextUp(format, value) : value);
  const change = (f: (value: number, i: number) => number): Tensor =>
    tensorOf(result.dtype, values.map(f), result.shape);
  switch (fake) {
    case 'nan':
      return change((value, i) => (inputs[i]! > 2 && Number.isFinite(inputs[i]) ? Number.NaN : value));
    case 'nondeterministic':
      return change((value) => (calls % 2 === 1 ? up(value) : value));
    case 'flush-to-zero':
      // Times zero keeps the sign, as the hardware does.
      return change((value) => (Math.abs(value) < smallestNormal(format) ? 0 * value : value));
    case 'vector-differs':
      return change((value, i) => (i < values.length - (values.length % VECTOR) ? up(value) : value));
    case 'loses-nan':
      return change((value) => (Number.isNaN(value) ? 0 : value));
    default:
      return result;
  }
}

function respond(fake: FakeName, key: string, result: Tensor): Outputs {
  switch (fake) {
    case 'wrong-shape':
      return { [key]: { ...result, shape: [result.data.length, 1] } };
    case 'wrong-dtype':
      return { [key]: tensorOf(result.dtype === 'float32' ? 'float64' : 'float32', numbersOf(result), result.shape) };
    case 'missing-output':
      return { output: result };
    default:
      return { [key]: result };
  }
}

function scalarForward(fake: FakeName, f: Scalar, key: string): Forward {
  let calls = 0;
  const run: Forward = (inputs) => {
    const x = inputs[0]!;
    if (fake === 'throws-on-empty' && x.data.length === 0) throw new RangeError('no elements');
    const rounded = tensorOf(x.dtype, Float64Array.from(numbersOf(x), f), x.shape);
    const result = distort(fake, x, rounded, calls++);
    if (fake === 'mutating' && x.data.length > 0) x.data[0] = 42;
    return respond(fake, key, result);
  };
  if (fake !== 'slow') return run;
  return async (inputs, info) => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    return run(inputs, info);
  };
}

function scalarKernel(fake: FakeName, page: string): Kernel {
  const [value, slope] = functions[page]!;
  const f = fake === 'wrong-constant' ? (wrong[page] ?? value) : value;
  const derivative = scalarForward(fake, slope, 'x');
  return {
    origin: 'native',
    formats: FAKE_FORMATS,
    forward: scalarForward(fake, f, 'y'),
    gradient: async (inputs, cotangent, info) => {
      const result = await derivative(inputs, info);
      const [key, slopes] = Object.entries(result)[0]!;
      const weights = numbersOf(cotangent);
      const weighted = numbersOf(slopes).map((each, i) => each * weights[i]!);
      return { [key]: tensorOf(slopes.dtype, weighted, slopes.shape) };
    },
  };
}

/** Steps of every instance there ever was: what makes a step nondeterministic from instance to instance. */
let stepsOfAll = 0;

interface Slots {
  m: Float64Array;
  v: Float64Array;
  t: number;
}

class FakeAdamW implements Instance {
  private readonly fake: FakeName;
  private readonly format: FormatName;
  private readonly hyper: Hyperparameters;
  private readonly slots: Slots;

  constructor(fake: FakeName, hyper: Hyperparameters, format: FormatName, slots: Slots) {
    this.fake = fake;
    this.format = format;
    this.hyper = hyper;
    this.slots = slots;
  }

  step([theta, g]: readonly Tensor[]): Outputs {
    const { lr, beta1, beta2, epsilon, weightDecay } = this.hyper as Record<string, number>;
    const { slots } = this;
    const [weights, gradients] = [numbersOf(theta!), numbersOf(g!)];
    if (slots.m.length !== weights.length) {
      slots.m = new Float64Array(weights.length);
      slots.v = new Float64Array(weights.length);
    }
    slots.t++;
    const correction = this.fake === 'wrong-constant' ? 1 : 1 - beta1! ** slots.t;
    const next = weights.map((weight, i) => {
      slots.m[i] = beta1! * slots.m[i]! + (1 - beta1!) * gradients[i]!;
      slots.v[i] = beta2! * slots.v[i]! + (1 - beta2!) * gradients[i]! ** 2;
      const u = slots.m[i]! / correction / (Math.sqrt(slots.v[i]! / (1 - beta2! ** slots.t)) + epsilon!);
      return weight - lr! * (u + weightDecay! * weight);
    });
    const rounded = tensorOf(this.format, next, theta!.shape);
    const result = distort(this.fake, theta!, rounded, stepsOfAll++);
    if (this.fake === 'mutating') theta!.data[0] = 42;
    return respond(this.fake, 'theta', result);
  }

  state(): Outputs {
    const { m, v } = this.slots;
    const shown = { m: tensorOf(this.format, m), v: tensorOf(this.format, v) };
    if (this.fake === 'impure-state') m.fill(0);
    return shown;
  }

  load({ m, v }: Outputs): void {
    if (this.fake === 'deaf-load') return;
    if (m) this.slots.m = numbersOf(m);
    if (v) this.slots.v = numbersOf(v);
  }
}

/**
 * An adapter that is wrong, or odd, in one known way: what tests of the engine and of the contract must find. All run
 * in the caller's own thread.
 */
export function fakeAdapter(fake: FakeName): Adapter {
  const fresh = (): Slots => ({ m: new Float64Array(0), v: new Float64Array(0), t: 0 });
  const shared = fresh();
  const kernels = new Map<string, Kernel>(Object.keys(functions).map((page) => [page, scalarKernel(fake, page)]));
  kernels.set('optimizer/adamw', {
    origin: 'native',
    formats: FAKE_FORMATS,
    create: (hyper, format) => new FakeAdamW(fake, hyper, format, fake === 'shared-state' ? shared : fresh()),
  });
  const claims = [...kernels.keys(), ...(fake === 'claims-what-it-lacks' ? ['activation/gelu'] : [])];
  return {
    subject: `fake:${fake}`,
    provenance: { name: `fake:${fake}`, version: '1', details: {} },
    kernels,
    scalarFormat: 'float64',
    claims,
    close: async () => {},
  };
}
