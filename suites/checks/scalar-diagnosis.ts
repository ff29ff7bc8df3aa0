import type { Page } from '../../spec/language/page.ts';
import {
  type StatelessCase,
  type StatelessDiagnosis,
  StatelessDiagnostician,
} from '../diagnosis/diagnose-stateless.ts';
import { statelessExpression } from '../diagnosis/stateless-expression.ts';
import { diagnosisInputs } from '../generate/diagnosis-inputs.ts';
import { settingsOf } from '../generate/settings.ts';
import { isFailure } from '../judge/accuracy-class.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { LANE } from '../judge/point.ts';
import type { CheckContext } from './check.ts';
import { pointOf, type ScalarFunction, scalarCriterion, scalarFunction, scalarKeys } from './scalar.ts';

/** Cases judged at once: a hypothesis is refuted by the first few. */
const CHUNK = 32;

/** A function, and inputs at which it was seen to fail, or to be unstable. */
export interface FailingFunction {
  readonly f: ScalarFunction;
  readonly failing: readonly number[];
}

/**
 * Says which change of the page a scalar subject computes. Asked first are inputs of ordinary size, where nothing
 * overflows; only where the page itself holds there do those at which the subject failed join them.
 *
 * @param failed whether the check fails, or is only unstable
 */
export async function diagnoseScalar(
  functions: readonly FailingFunction[],
  arithmetic: Arithmetic,
  failed: boolean,
): Promise<StatelessDiagnosis> {
  const { page, of, label, criterion } = functions[0]!.f;
  const { input, output } = scalarKeys(page);
  const ordinary = await casesOf(functions, () => diagnosisInputs(page, arithmetic.format, of));
  const holds = ordinary.every(({ point, got }) => !criterion.judge(got, point, arithmetic).classes.some(isFailure));
  const extra = holds ? await casesOf(functions, ({ failing }) => Float64Array.from(failing)) : [];
  const wrt = of === 'value' ? undefined : input;
  const question = {
    page,
    output,
    wrt,
    label,
    // The page's own formula, even where a variant of it is judged by now.
    expression: statelessExpression(page, output, wrt) ?? criterion.expression,
    indices: [LANE],
    scale: criterion.scale,
    arithmetic,
    cases: [...extra, ...ordinary],
    valuesHold: of === 'derivative' && (await valuesHold(functions, arithmetic)),
  };
  return new StatelessDiagnostician(question).diagnose(failed);
}

/** Does the subject compute the page's own values, whatever its derivative is? */
async function valuesHold(functions: readonly FailingFunction[], arithmetic: Arithmetic): Promise<boolean> {
  const criterion = scalarCriterion(functions[0]!.f.page, 'value');
  const values: FailingFunction[] = [];
  for (const { f, failing } of functions) if (f.values) values.push({ f: { ...f, call: f.values }, failing });
  const cases = await casesOf(values, ({ f }) => diagnosisInputs(f.page, arithmetic.format, 'value'));
  return (
    cases.length > 0 &&
    cases.every(({ point, got }) => !criterion.judge(got, point, arithmetic).classes.some(isFailure))
  );
}

async function casesOf(
  functions: readonly FailingFunction[],
  inputs: (one: FailingFunction) => Float64Array,
): Promise<StatelessCase[]> {
  const cases: StatelessCase[] = [];
  for (const one of functions) {
    const { f } = one;
    const all = inputs(one);
    if (all.length === 0) continue;
    const got = await f.call(all);
    for (let from = 0; from < all.length; from += CHUNK) {
      const x = all.slice(from, from + CHUNK);
      cases.push({ point: pointOf(f.input, x, f.hyper), got: got.slice(from, from + CHUNK) });
    }
  }
  return cases;
}

/**
 * The accepted variants that a subject computes in the place of the page's formula, where it does: laws and limits of
 * the page are then not all promised of it.
 */
export async function acceptedVariant(context: CheckContext, page: Page): Promise<readonly string[] | undefined> {
  const settings = settingsOf(page, context.kernel, context.effort.seed, 0);
  const criterion = scalarCriterion(page, 'value');
  const functions = settings.map(({ hyper }) => scalarFunction(context, page, 'value', hyper, criterion));
  const { hypotheses } = await diagnoseScalar(
    functions.map((f) => ({ f, failing: [] })),
    context.arithmetic,
    true,
  );
  const [first] = hypotheses;
  return first && hypotheses.every(({ accepted }) => accepted) ? first.ids : undefined;
}
