import { adadeltaParameter, adadeltaUpdates } from './mpfr/adadelta.ts';
import { adagradAccumulator, adagradParameter } from './mpfr/adagrad.ts';
import type { Between, MpfrField } from './mpfr/field.ts';
import { momentumParameter, nesterovParameter, velocityAfter } from './mpfr/momentum.ts';
import { meanSquare, rmspropParameter } from './mpfr/rmsprop.ts';
import { sgdParameter } from './mpfr/sgd.ts';
import type { CrosscheckOutput } from './output.ts';
import { type Block, single } from './point.ts';
import { type FirstOrderStep, firstOrderStep } from './points/first-order.ts';

type StepFormula = (field: MpfrField, step: FirstOrderStep) => Between;

type Hyper = 'lr' | 'momentum' | 'rho' | 'epsilon';
type State = 'velocity' | 'accumulator' | 'v' | 'accumulatedUpdate';

/** The outputs of one optimizer: its states and the parameter, each with its formula. */
function optimizer(
  name: string,
  hyper: readonly Hyper[],
  states: readonly State[],
  formulas: Readonly<Record<string, StepFormula>>,
): CrosscheckOutput[] {
  const page = `optimizer/${name}`;
  return Object.entries(formulas).map(([output, formula]) => ({
    name: `${page} ${output}`,
    page,
    mode: '',
    output,
    draw: (random, format) => {
      const step = firstOrderStep(random, format);
      const symbols: Record<string, Block> = { 'theta@1': single(step.theta), 'g@0': single(step.g) };
      for (const key of states) symbols[`${key}@1`] = single(step[key]);
      for (const key of hyper) symbols[`${key}@0`] = single(step[key]);
      return { format, symbols, at: [], wrtAt: [], formula: (field) => formula(field, step) };
    },
  }));
}

/** SGD, momentum and the first methods with a rate for each weight. */
export const FIRST_ORDER: readonly CrosscheckOutput[] = [
  ...optimizer('sgd', ['lr'], [], { theta: sgdParameter }),
  ...optimizer('momentum', ['lr', 'momentum'], ['velocity'], { velocity: velocityAfter, theta: momentumParameter }),
  ...optimizer('nesterov', ['lr', 'momentum'], ['velocity'], { velocity: velocityAfter, theta: nesterovParameter }),
  ...optimizer('adagrad', ['lr', 'epsilon'], ['accumulator'], {
    accumulator: adagradAccumulator,
    theta: adagradParameter,
  }),
  ...optimizer('rmsprop', ['lr', 'rho', 'epsilon'], ['v'], { v: meanSquare, theta: rmspropParameter }),
  ...optimizer('adadelta', ['lr', 'rho', 'epsilon'], ['v', 'accumulatedUpdate'], {
    v: meanSquare,
    accumulatedUpdate: adadeltaUpdates,
    theta: adadeltaParameter,
  }),
];
