/** An operator that deep-learning texts name or their readers expect, and the pages that define it. */
export interface CoverageRow {
  readonly operator: string;
  /** Page ids; the first defines the operator, the others use it or are close to it. */
  readonly pages: readonly string[];
  /** Patches of those pages that are what the text means, as `page: patch`. */
  readonly patches?: readonly (readonly [page: string, patch: string])[];
  /** What a document prints that cannot be quoted as a formula, by document. */
  readonly unquotable?: Readonly<Record<string, string>>;
}

export interface CoverageBlock {
  readonly title: string;
  readonly rows: readonly CoverageRow[];
}

/** A family of operators: what the documents name comes first, what their readers also expect second. */
export interface CoverageFamily {
  readonly title: string;
  /** Every page of these families stands in some row. */
  readonly families: readonly string[];
  readonly blocks: readonly CoverageBlock[];
}

const ACTIVATIONS_AND_GATES: readonly CoverageBlock[] = [
  {
    title: 'Named by the documents',
    rows: [
      { operator: 'Affine layer: weights times inputs plus bias', pages: ['block/affine'] },
      { operator: 'Step, the threshold of the perceptron', pages: ['activation/step'] },
      { operator: 'Logistic sigmoid', pages: ['activation/sigmoid'] },
      { operator: 'Hyperbolic tangent', pages: ['activation/tanh'] },
      { operator: 'Rectifier (ReLU)', pages: ['activation/relu'] },
      { operator: 'Rectifier with a fixed small slope (leaky ReLU)', pages: ['activation/leaky-relu'] },
      { operator: 'Rectifier with a learned slope (PReLU)', pages: ['activation/prelu'] },
      { operator: 'Exponential linear unit (ELU)', pages: ['activation/elu'] },
      { operator: 'Scaled, self-normalising ELU (SELU)', pages: ['activation/selu'] },
      { operator: 'GELU by the normal distribution', pages: ['activation/gelu'] },
      {
        operator: 'GELU by its tanh approximation',
        pages: ['activation/gelu-tanh'],
        patches: [
          ['activation/gelu', 'tanh-approximation'],
          ['activation/gelu', 'constant-0-0447'],
        ],
      },
      { operator: 'Swish, SiLU where its slope is 1', pages: ['activation/swish', 'activation/silu'] },
      { operator: 'Swish-gated linear unit (SwiGLU)', pages: ['activation/swiglu'] },
      {
        operator: 'Softmax over the classes',
        pages: ['activation/softmax'],
        unquotable: { '004': 'as text whose exponents lost their place, and as code with the shift' },
      },
      { operator: 'Gating: signal times gate', pages: ['activation/gate', 'activation/glu'] },
    ],
  },
  {
    title: 'Expected besides',
    rows: [
      { operator: 'Softplus', pages: ['activation/softplus'] },
      { operator: 'Logarithm of the sigmoid', pages: ['activation/log-sigmoid'] },
      { operator: 'Mish', pages: ['activation/mish'] },
      { operator: 'Continuously differentiable ELU (CELU)', pages: ['activation/celu'] },
      { operator: 'Piecewise linear sigmoid', pages: ['activation/hard-sigmoid'] },
      { operator: 'Piecewise quadratic swish', pages: ['activation/hard-swish'] },
      { operator: 'Rectifier clipped at 6', pages: ['activation/relu6'] },
      { operator: 'Softsign', pages: ['activation/softsign'] },
      { operator: 'Gated linear unit (GLU)', pages: ['activation/glu'] },
      { operator: 'GELU by a steeper sigmoid', pages: ['activation/quick-gelu'] },
      { operator: 'Logarithm of softmax', pages: ['activation/log-softmax'] },
      { operator: 'Logarithm of a sum of exponentials', pages: ['activation/log-sum-exp'] },
      { operator: 'Error function', pages: ['elementary/erf'] },
      { operator: 'Exponential', pages: ['elementary/exp'] },
      { operator: 'Exponential less 1', pages: ['elementary/expm1'] },
      { operator: 'Logarithm of 1 plus', pages: ['elementary/log1p'] },
    ],
  },
];

const row = (operator: string, ...pages: readonly string[]): CoverageRow => ({ operator, pages });

const OPTIMIZERS: readonly CoverageBlock[] = [
  {
    title: 'Named by the documents',
    rows: [
      row('Gradient descent, stochastic gradient descent', 'optimizer/sgd', 'gradient/mini-batch'),
      row('Momentum', 'optimizer/momentum'),
      row("Nesterov's accelerated gradient", 'optimizer/nesterov'),
      row('Adagrad', 'optimizer/adagrad'),
      row('RMSProp', 'optimizer/rmsprop'),
      row('Adam', 'optimizer/adam'),
      row('Adam with L2 regularisation', 'optimizer/adam-l2'),
      row('AdamW', 'optimizer/adamw'),
    ],
  },
  {
    title: 'Expected besides',
    rows: [
      row('AMSGrad', 'optimizer/amsgrad'),
      row('NAdam', 'optimizer/nadam'),
      row('RAdam', 'optimizer/radam'),
      row('Adamax', 'optimizer/adamax'),
      row('Adadelta', 'optimizer/adadelta'),
      row('Lion', 'optimizer/lion'),
    ],
  },
];

const SCHEDULES: readonly CoverageBlock[] = [
  {
    title: 'Named by the documents',
    rows: [
      row('Linear warm-up', 'schedule/linear-warmup'),
      row('Linear warm-up, then cosine', 'schedule/cosine-warmup'),
      {
        ...row('Cosine annealing to a smallest rate', 'schedule/cosine-annealing'),
        unquotable: {
          '002': 'without brackets around the argument of the cosine, which can then be read in three ways',
        },
      },
      row('Step decay', 'schedule/step-decay'),
      row('Exponential decay', 'schedule/exponential'),
      row('Early stopping', 'schedule/early-stopping'),
    ],
  },
  {
    title: 'Expected besides',
    rows: [
      row('Polynomial decay', 'schedule/polynomial'),
      row('Inverse square root', 'schedule/inverse-sqrt'),
      row('Warm restarts', 'schedule/warm-restarts'),
      row('One cycle', 'schedule/one-cycle'),
      row('Linear decay', 'schedule/linear'),
      row('Reduction on a plateau', 'schedule/reduce-on-plateau'),
    ],
  },
];

const GRADIENTS: readonly CoverageBlock[] = [
  {
    title: 'Named by the documents',
    rows: [
      row('Clipping by value', 'gradient/clip-by-value'),
      row('Clipping by global norm', 'gradient/clip-by-global-norm', 'gradient/clip-by-norm'),
      row('Gradient accumulation', 'gradient/accumulation'),
      row('Loss scaling', 'gradient/loss-scaling'),
      row('Mean over a mini-batch', 'gradient/mini-batch'),
    ],
  },
];

export const COVERAGE: readonly CoverageFamily[] = [
  {
    title: 'Activations and gates',
    families: ['activation', 'elementary', 'block'],
    blocks: ACTIVATIONS_AND_GATES,
  },
  { title: 'Optimizers', families: ['optimizer'], blocks: OPTIMIZERS },
  { title: 'Schedules', families: ['schedule'], blocks: SCHEDULES },
  { title: 'Rules for gradients', families: ['gradient'], blocks: GRADIENTS },
];
