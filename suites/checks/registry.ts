import type { Kernel } from '../../adapters/contract.ts';
import { derivativeFor, derivativesFor } from '../../spec/language/derivative-expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { batchnormArbitrary, batchnormExperiments } from '../generate/batchnorm-experiments.ts';
import { optimizerExperimentArbitrary, optimizerExperiments } from '../generate/optimizer-experiments.ts';
import { isElementwise } from '../stateful/is-elementwise.ts';
import type { Check } from './check.ts';
import { checkScalar } from './check-scalar.ts';
import { checkTensor } from './check-tensor.ts';
import { scalarKeys } from './scalar.ts';
import { checkScalarLaws } from './scalar-laws.ts';
import { checkSchedule } from './schedule.ts';
import { checkSpecial } from './special.ts';
import { checkStability } from './stability.ts';
import { checkStateful } from './stateful.ts';
import { checkStepBehaviour } from './step-behaviour.ts';
import { checkStepExtremes } from './step-extremes.ts';
import { checkStepLaws } from './step-laws.ts';

const needsForward = (kernel: Kernel): string | undefined =>
  kernel.forward ? undefined : 'the subject offers no forward operator';
const needsGradient = (kernel: Kernel): string | undefined =>
  kernel.gradient ? undefined : 'the subject offers no gradient';
const needsCreate = (kernel: Kernel): string | undefined =>
  kernel.create ? undefined : 'the subject offers no create()';
const needsMode =
  (mode: string) =>
  (kernel: Kernel): string | undefined =>
    needsCreate(kernel) ??
    (kernel.modes && !kernel.modes.includes(mode) ? `the subject has no ${mode} mode` : undefined);

function scalarChecks(page: Page): Check[] {
  const { output } = scalarKeys(page);
  const checks: Check[] = [
    {
      id: `${page.id}/value`,
      page,
      property: 'value',
      plan: 'every bfloat16 pattern, landmark neighbourhoods, a dense grid and random vectors against the exact value',
      unsupported: needsForward,
      run: (context) => checkScalar(context, page, 'value'),
    },
  ];
  if (derivativeFor(page, output)) {
    checks.push({
      id: `${page.id}/derivative`,
      page,
      property: 'derivative',
      plan: 'the gradient at cotangent 1 on the same inputs; at a kink every one-sided value passes',
      unsupported: needsGradient,
      run: (context) => checkScalar(context, page, 'derivative'),
    });
  }
  checks.push({
    id: `${page.id}/special`,
    page,
    property: 'special',
    plan: 'values and derivatives promised at signed zeros, infinities and NaN, alone and among ordinary values',
    unsupported: needsForward,
    run: (context) => checkSpecial(context, page),
  });
  checks.push({
    id: `${page.id}/stability`,
    page,
    property: 'stability',
    plan: 'where along the axis the accuracy class changes, and where it overflows or underflows, each to one float',
    unsupported: needsForward,
    run: (context) => checkStability(context, page),
  });
  if (page.laws.length > 0) {
    checks.push({
      id: `${page.id}/laws`,
      page,
      property: 'laws',
      plan: 'no value that any accepted class allows could satisfy the broken law',
      unsupported: needsForward,
      run: (context) => checkScalarLaws(context, page),
    });
  }
  return checks;
}

function tensorChecks(page: Page): Check[] {
  const { output } = scalarKeys(page);
  const checks: Check[] = [
    {
      id: `${page.id}/value`,
      page,
      property: 'value',
      plan: 'rows with one dominating value, equal values, large offsets and random matrices against the exact value',
      unsupported: needsForward,
      run: (context) => checkTensor(context, page, 'value'),
    },
  ];
  if (derivativesFor(page, output).length > 0) {
    checks.push({
      id: `${page.id}/derivative`,
      page,
      property: 'derivative',
      plan: 'the vector-Jacobian product by each input, with integer cotangents on the same inputs',
      unsupported: needsGradient,
      run: (context) => checkTensor(context, page, 'derivative'),
    });
  }
  return checks;
}

function optimizerChecks(page: Page): Check[] {
  const checks: Check[] = [
    {
      id: `${page.id}/step`,
      page,
      property: 'step',
      plan: 'each equation of each step, from dyadic hyper-parameters and small integers to the published defaults',
      unsupported: needsCreate,
      run: (context) =>
        checkStateful(context, {
          page,
          experiments: optimizerExperiments(page, context.arithmetic.format, context.kernel.hyper),
          random: optimizerExperimentArbitrary(page, context.arithmetic.format, context.kernel.hyper),
        }),
    },
  ];
  if (page.laws.length > 0) {
    checks.push({
      id: `${page.id}/laws`,
      page,
      property: 'laws',
      plan: 'the laws of the page at the inputs that they name',
      unsupported: needsCreate,
      run: (context) => checkStepLaws(context, page),
    });
  }
  checks.push({
    id: `${page.id}/behaviour`,
    page,
    property: 'behaviour',
    plan: 'order of elements, parameter groups in turn, save and restore, the scale of gradients: the subject against itself',
    unsupported: needsCreate,
    run: (context) => checkStepBehaviour(context, page),
  });
  if (isElementwise(page)) {
    checks.push({
      id: `${page.id}/extremes`,
      page,
      property: 'extremes',
      plan: 'one element gets a tiny, huge, infinite or NaN gradient: the others must not notice, finite results stay finite',
      unsupported: needsCreate,
      run: (context) => checkStepExtremes(context, page),
    });
  }
  return checks;
}

function modeChecks(page: Page): Check[] {
  return page.modes.map((mode) => ({
    id: `${page.id}/${mode}`,
    page,
    property: mode,
    plan: `every output and running statistic of each ${mode} step, among steps of the other modes`,
    unsupported: needsMode(mode),
    run: (context) =>
      checkStateful(context, {
        page,
        mode,
        experiments: batchnormExperiments(page, context.kernel, context.arithmetic.format),
        random: batchnormArbitrary(page, context.kernel, context.arithmetic.format),
      }),
  }));
}

function scheduleChecks(page: Page): Check[] {
  return [
    {
      id: `${page.id}/schedule`,
      page,
      property: 'schedule',
      plan: 'every integer step from the first to the last, under fixed and drawn hyper-parameters',
      unsupported: needsForward,
      run: (context) => checkSchedule(context, page),
    },
  ];
}

/** Every check of a page. What kind of page it is decides which; nothing is registered by hand. */
export function checksOf(page: Page): Check[] {
  switch (page.kind) {
    case 'scalar':
      return scalarChecks(page);
    case 'tensor':
      return tensorChecks(page);
    case 'schedule':
      return scheduleChecks(page);
    case 'stateful':
      return page.modes.length > 1 ? modeChecks(page) : optimizerChecks(page);
  }
}

/** Every check of every page, in page order. */
export const allChecks = (pages: ReadonlyMap<string, Page>): Check[] => [...pages.values()].flatMap(checksOf);
