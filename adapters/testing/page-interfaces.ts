import type { PageInterface } from '../contract.ts';

const scalar = (id: string, hyper: readonly string[] = []): PageInterface => ({
  id,
  kind: 'scalar',
  call: ['x'],
  outputs: ['y'],
  states: [],
  hyper,
  modes: [],
  shapeOf: { y: 'x' },
});

const tensor = (id: string, call: readonly string[], shapeOf: PageInterface['shapeOf']): PageInterface => ({
  ...scalar(id),
  kind: 'tensor',
  call,
  shapeOf,
});

const adamLike = (id: string, hyper: readonly string[]): PageInterface => ({
  id,
  kind: 'stateful',
  call: ['theta', 'g'],
  outputs: ['theta'],
  states: ['m', 'v'],
  hyper,
  modes: [],
  shapeOf: { theta: 'theta', m: 'theta', v: 'theta' },
});

const adamHyper = ['lr', 'beta1', 'beta2', 'epsilon'];

/** What adapters know of the project's own pages, written by hand so that adapters are tested without a parser. */
export const testPages: readonly PageInterface[] = [
  scalar('activation/sigmoid'),
  scalar('activation/tanh'),
  scalar('activation/relu'),
  scalar('activation/gelu'),
  scalar('activation/gelu-tanh'),
  ...['step', 'selu', 'silu', 'quick-gelu', 'softplus', 'log-sigmoid', 'mish', 'softsign', 'hard-sigmoid'].map((name) =>
    scalar(`activation/${name}`),
  ),
  ...['hard-swish', 'relu6'].map((name) => scalar(`activation/${name}`)),
  ...['leaky-relu', 'elu', 'celu'].map((name) => scalar(`activation/${name}`, ['alpha'])),
  scalar('activation/swish', ['beta']),
  ...['exp', 'expm1', 'log1p', 'erf'].map((name) => scalar(`elementary/${name}`)),
  tensor('activation/softmax', ['x'], { y: 'x' }),
  tensor('activation/log-softmax', ['x'], { y: 'x' }),
  tensor('activation/log-sum-exp', ['x'], {}),
  tensor('activation/prelu', ['x', 'a'], { y: 'x' }),
  ...['gate', 'glu', 'swiglu'].map((name) => tensor(`activation/${name}`, ['a', 'b'], { y: 'a' })),
  tensor('block/affine', ['x', 'W', 'b'], {}),
  adamLike('optimizer/adam', adamHyper),
  adamLike('optimizer/adamw', [...adamHyper, 'weightDecay']),
  adamLike('optimizer/adam-l2', [...adamHyper, 'weightDecay']),
  {
    id: 'normalization/batchnorm',
    kind: 'stateful',
    call: ['x', 'gamma', 'beta'],
    outputs: ['y'],
    states: ['runningMean', 'runningVariance'],
    hyper: ['momentum', 'epsilon'],
    modes: ['training', 'inference'],
    shapeOf: { y: 'x', runningMean: 'gamma', runningVariance: 'gamma' },
  },
  {
    id: 'schedule/cosine-warmup',
    kind: 'schedule',
    call: ['t'],
    outputs: ['lr'],
    states: [],
    hyper: ['lrMax', 'warmupSteps', 'totalSteps'],
    modes: [],
    shapeOf: { lr: 't' },
  },
];
