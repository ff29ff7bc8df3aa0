import type { FormatName } from '../reference/formats/format.ts';
import { cosineAnnealing } from './mpfr/cosine-annealing.ts';
import { stoppingBest, stoppingStop, stoppingWait } from './mpfr/early-stopping.ts';
import { exponentialDecay } from './mpfr/exponential-decay.ts';
import type { Between, MpfrField } from './mpfr/field.ts';
import { inverseSqrt } from './mpfr/inverse-sqrt.ts';
import { linearDecay } from './mpfr/linear-decay.ts';
import { linearWarmup } from './mpfr/linear-warmup.ts';
import { oneCycle } from './mpfr/one-cycle.ts';
import { polynomialDecay } from './mpfr/polynomial-decay.ts';
import { plateauBadSteps, plateauBest, plateauRate } from './mpfr/reduce-on-plateau.ts';
import { stepDecay } from './mpfr/step-decay.ts';
import { warmRestarts } from './mpfr/warm-restarts.ts';
import type { CrosscheckOutput } from './output.ts';
import { single } from './point.ts';
import {
  cycleStep,
  decayStep,
  dropStep,
  periodicStep,
  plateauStep,
  polynomialStep,
  staircaseStep,
  stoppingStep,
  warmupStep,
} from './points/decay.ts';
import type { Random } from './points/random.ts';

/** What is kept from the step before, and not given. */
const KEPT: ReadonlySet<string> = new Set(['best', 'badSteps', 'rate', 'wait']);

/** One output of a page whose symbols are all single numbers, written `draw`: its step by key. */
function schedule<Step extends object>(
  page: string,
  output: string,
  draw: (random: Random, format: FormatName) => Step,
  formula: (field: MpfrField, step: Step) => Between,
): CrosscheckOutput {
  return {
    name: `${page} ${output}`,
    page,
    mode: '',
    output,
    draw: (random, format) => {
      const step = draw(random, format);
      const symbols = Object.entries(step).map(([key, value]) => [`${key}@${KEPT.has(key) ? 1 : 0}`, single(value)]);
      return {
        format,
        symbols: Object.fromEntries(symbols),
        at: [],
        wrtAt: [],
        formula: (field) => formula(field, step),
      };
    },
  };
}

/** Every schedule besides the cosine with warm-up. */
export const SCHEDULES: readonly CrosscheckOutput[] = [
  schedule('schedule/linear-warmup', 'lr', warmupStep, linearWarmup),
  schedule('schedule/cosine-annealing', 'lr', decayStep, cosineAnnealing),
  schedule('schedule/step-decay', 'lr', staircaseStep, stepDecay),
  schedule('schedule/exponential', 'lr', dropStep, (field, { t, ...rest }) =>
    exponentialDecay(field, { drops: t, ...rest }),
  ),
  schedule('schedule/linear', 'lr', decayStep, linearDecay),
  schedule('schedule/polynomial', 'lr', polynomialStep, polynomialDecay),
  schedule('schedule/inverse-sqrt', 'lr', warmupStep, inverseSqrt),
  schedule('schedule/warm-restarts', 'lr', periodicStep, warmRestarts),
  schedule('schedule/one-cycle', 'lr', cycleStep, oneCycle),
  schedule('schedule/reduce-on-plateau', 'best', plateauStep, plateauBest),
  schedule('schedule/reduce-on-plateau', 'badSteps', plateauStep, plateauBadSteps),
  schedule('schedule/reduce-on-plateau', 'rate', plateauStep, plateauRate),
  schedule('schedule/reduce-on-plateau', 'lr', plateauStep, plateauRate),
  schedule('schedule/early-stopping', 'best', stoppingStep, stoppingBest),
  schedule('schedule/early-stopping', 'wait', stoppingStep, stoppingWait),
  schedule('schedule/early-stopping', 'stop', stoppingStep, stoppingStop),
];
