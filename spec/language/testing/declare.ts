import type { FormulaAst } from '../ast.ts';
import { createElaborator, type Elaborator } from '../elaborate.ts';
import type { Role, SymbolDeclaration } from '../page.ts';
import { parseFormula } from '../parser.ts';

/** `key: [latex, role, shape or 'elementwise', keys of the arguments]`. */
export type Declared = readonly [
  latex: string,
  role: Role,
  shape?: readonly string[] | 'elementwise',
  of?: readonly string[],
];

/** Symbol declarations in one line each. */
export function declare(rows: Readonly<Record<string, Declared>>): ReadonlyMap<string, SymbolDeclaration> {
  return new Map(
    Object.entries(rows).map(([key, [latex, role, shape = [], of]]) => [
      key,
      {
        key,
        latex,
        role,
        shape: shape === 'elementwise' ? [] : shape,
        elementwise: shape === 'elementwise',
        domain: { lowerOpen: true, upperOpen: true, integer: false },
        defaults: new Map(),
        ...(of && { of }),
      },
    ]),
  );
}

export const elaborator = (
  rows: Readonly<Record<string, Declared>>,
  indices: Readonly<Record<string, string>> = {},
): Elaborator => createElaborator({ symbols: declare(rows), indices: new Map(Object.entries(indices)) });

export const formula = (text: string): FormulaAst => parseFormula({ file: 'page.md', line: 1, column: 1, text });

export const ADAMW: Readonly<Record<string, Declared>> = {
  theta: ['\\theta', 'parameter', 'elementwise'],
  g: ['g', 'input', 'elementwise'],
  m: ['m', 'state', 'elementwise'],
  v: ['v', 'state', 'elementwise'],
  mHat: ['\\hat{m}', 'local', 'elementwise'],
  vHat: ['\\hat{v}', 'local', 'elementwise'],
  d: ['d', 'local', 'elementwise'],
  u: ['u', 'local', 'elementwise'],
  lr: ['\\eta', 'hyper'],
  beta1: ['\\beta_1', 'hyper'],
  beta2: ['\\beta_2', 'hyper'],
  epsilon: ['\\epsilon', 'hyper'],
  weightDecay: ['\\lambda', 'hyper'],
  t: ['t', 'time'],
};

export const SIGMOID: Readonly<Record<string, Declared>> = {
  x: ['x', 'input', 'elementwise'],
  y: ['\\sigma', 'output', 'elementwise', ['x']],
};

/** The same with an output that is no function, so that any letter but x and y is free for other uses. */
export const SCALAR: Readonly<Record<string, Declared>> = {
  x: ['x', 'input', 'elementwise'],
  y: ['y', 'output', 'elementwise'],
};

export const SOFTMAX: Readonly<Record<string, Declared>> = {
  x: ['x', 'input', ['k', 'j']],
  y: ['y', 'output', ['k', 'j']],
};
export const SOFTMAX_INDICES = { k: 'K', i: 'C', j: 'C', l: 'C' };

export const BATCHNORM: Readonly<Record<string, Declared>> = {
  x: ['x', 'input', ['n', 'c', 's']],
  gamma: ['\\gamma', 'parameter', ['c']],
  beta: ['\\beta', 'parameter', ['c']],
  y: ['y', 'output', ['n', 'c', 's']],
  mean: ['\\mu', 'local', ['c']],
  variance: ['\\sigma^2', 'local', ['c']],
  xHat: ['\\hat{x}', 'local', ['n', 'c', 's']],
  runningMean: ['\\mu^{\\text{run}}', 'state', ['c']],
  epsilon: ['\\epsilon', 'hyper'],
  momentum: ['\\alpha', 'hyper'],
};
export const BATCHNORM_INDICES = { n: 'N', c: 'C', s: 'S' };

export const COSINE: Readonly<Record<string, Declared>> = {
  t: ['t', 'time'],
  lr: ['\\eta', 'output', [], ['t']],
  lrMax: ['\\eta_{\\max}', 'hyper'],
  warmupSteps: ['T_{\\text{warmup}}', 'hyper'],
  totalSteps: ['T', 'hyper'],
};
