import type { Kernel } from '../../adapters/contract.ts';
import { derivativeExpression, derivativeFor } from '../../spec/language/derivative-expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { batchnormArbitrary, batchnormExperiments } from '../generate/batchnorm-experiments.ts';
import { optimizerExperimentArbitrary, optimizerExperiments } from '../generate/optimizer-experiments.ts';
import { buildModel } from '../stateful/model.ts';
import type { Check } from './check.ts';
import { checkScalar, scalarCall, scalarKeys } from './scalar.ts';
import { checkScalarLaws } from './scalar-laws.ts';
import { checkSchedule } from './schedule.ts';
import { checkSpecial } from './special.ts';
import { checkStateful } from './stateful.ts';
import { checkStepLaws } from './step-laws.ts';
import { checkTensor, outputIndices, vectorJacobianProduct } from './tensor.ts';

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

/** The expression of a page's output, for numbers. */
function valueExpression(page: Page) {
  const { output } = scalarKeys(page);
  const expression = buildModel(page, []).modes.values().next().value?.open.get(output);
  if (!expression) throw new Error(`${page.id} defines no ${output}`);
  return expression;
}

function scalarChecks(page: Page): Check[] {
  const { output } = scalarKeys(page);
  const checks: Check[] = [
    {
      id: `${page.id}/value`,
      page,
      property: 'value',
      plan: 'every bfloat16 pattern, landmark neighbourhoods, a dense grid and random vectors against the exact value',
      unsupported: needsForward,
      run: (context) =>
        checkScalar(
          context,
          page,
          valueExpression(page),
          output,
          scalarCall(page, context.kernel, context, 'value'),
          page.scale.get(output),
        ),
    },
  ];
  const derivative = derivativeFor(page, output);
  if (derivative) {
    checks.push({
      id: `${page.id}/derivative`,
      page,
      property: 'derivative',
      plan: 'the gradient at cotangent 1 on the same inputs; at a kink every one-sided value passes',
      unsupported: needsGradient,
      run: (context) =>
        checkScalar(
          context,
          page,
          derivativeExpression(page, derivative),
          `${output}'`,
          scalarCall(page, context.kernel, context, 'derivative'),
          page.scale.get(`${output}'`),
        ),
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
  const derivative = derivativeFor(page, output);
  const checks: Check[] = [
    {
      id: `${page.id}/value`,
      page,
      property: 'value',
      plan: 'rows with one dominating value, equal values, large offsets and random matrices against the exact value',
      unsupported: needsForward,
      run: (context) =>
        checkTensor(context, page, 'value', valueExpression(page), outputIndices(page), page.scale.get(output)),
    },
  ];
  if (derivative) {
    checks.push({
      id: `${page.id}/derivative`,
      page,
      property: 'derivative',
      plan: 'the vector-Jacobian product with integer cotangents on the same rows',
      unsupported: needsGradient,
      run: (context) => {
        const equation = { ...derivative, expression: derivativeExpression(page, derivative) };
        return checkTensor(
          context,
          page,
          'derivative',
          vectorJacobianProduct(equation),
          derivative.wrtIndices,
          page.scale.get(`${output}'`),
        );
      },
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
          experiments: optimizerExperiments(page, context.arithmetic.format),
          random: optimizerExperimentArbitrary(page, context.arithmetic.format),
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
