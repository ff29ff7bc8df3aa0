import type { FormatName } from '../reference/formats/format.ts';
import { adamFirstMoment, adamSecondMoment } from './mpfr/adam.ts';
import { adamaxMoment, adamaxNorm, adamaxParameter } from './mpfr/adamax.ts';
import { amsgradMaximum, amsgradParameter } from './mpfr/amsgrad.ts';
import type { Between, MpfrField } from './mpfr/field.ts';
import { lionMoment, lionParameter } from './mpfr/lion.ts';
import { nadamParameter, nadamProduct } from './mpfr/nadam.ts';
import { radamParameter } from './mpfr/radam.ts';
import type { CrosscheckOutput } from './output.ts';
import { type Block, single } from './point.ts';
import { adamaxStep, amsgradStep, lionStep, nadamStep, radamStep } from './points/adaptive.ts';
import type { Random } from './points/random.ts';

/** What a page of an optimizer is asked for: its symbols by the value that they hold, and a formula for each output. */
interface Optimizer<Step> {
  readonly page: string;
  readonly draw: (random: Random, format: FormatName) => Step;
  readonly states: readonly (keyof Step & string)[];
  readonly scalars: readonly (keyof Step & string)[];
  readonly formulas: Readonly<Record<string, (field: MpfrField, step: Step) => Between>>;
}

function outputsOf<Step>({ page, draw, states, scalars, formulas }: Optimizer<Step>): CrosscheckOutput[] {
  return Object.entries(formulas).map(([output, formula]) => ({
    name: `${page} ${output}`,
    page,
    mode: '',
    output,
    draw: (random, format) => {
      const step = draw(random, format);
      const value = (key: keyof Step): Block => single(step[key] as number);
      const symbols = Object.fromEntries([
        ...states.map((key) => [`${key}@1`, value(key)] as const),
        ...scalars.map((key) => [`${key}@0`, value(key)] as const),
      ]);
      return { format, symbols, at: [], wrtAt: [], formula: (field) => formula(field, step) };
    },
  }));
}

const ADAM = ['g', 't', 'lr', 'beta1', 'beta2', 'epsilon'] as const;

/** The optimizers that grew out of Adam, and Lion. */
export const ADAPTIVE: readonly CrosscheckOutput[] = [
  ...outputsOf({
    page: 'optimizer/adamax',
    draw: adamaxStep,
    states: ['theta', 'm', 'infinityNorm'],
    scalars: ADAM,
    formulas: { m: adamaxMoment, infinityNorm: adamaxNorm, theta: adamaxParameter },
  }),
  ...outputsOf({
    page: 'optimizer/amsgrad',
    draw: amsgradStep,
    states: ['theta', 'm', 'v', 'vMax'],
    scalars: ADAM,
    formulas: {
      m: (field, step) => adamFirstMoment(field, step, 'none'),
      v: (field, step) => adamSecondMoment(field, step, 'none'),
      vMax: amsgradMaximum,
      theta: amsgradParameter,
    },
  }),
  ...outputsOf({
    page: 'optimizer/nadam',
    draw: nadamStep,
    states: ['theta', 'm', 'v', 'muProduct'],
    scalars: [...ADAM, 'momentumDecay'],
    formulas: {
      m: (field, step) => adamFirstMoment(field, step, 'none'),
      v: (field, step) => adamSecondMoment(field, step, 'none'),
      muProduct: nadamProduct,
      theta: nadamParameter,
    },
  }),
  ...outputsOf({
    page: 'optimizer/radam',
    draw: radamStep,
    states: ['theta', 'm', 'v'],
    scalars: ADAM,
    formulas: {
      m: (field, step) => adamFirstMoment(field, step, 'none'),
      v: (field, step) => adamSecondMoment(field, step, 'none'),
      theta: radamParameter,
    },
  }),
  ...outputsOf({
    page: 'optimizer/lion',
    draw: lionStep,
    states: ['theta', 'm'],
    scalars: ['g', 'lr', 'beta1', 'beta2', 'weightDecay'],
    formulas: { m: lionMoment, theta: lionParameter },
  }),
];
