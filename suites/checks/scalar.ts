import fc from 'fast-check';
import type { Kernel, Tensor } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { pack } from '../../reference/formats/storage.ts';
import type { Expression } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { floatArbitrary } from '../generate/floats.ts';
import { draw } from '../generate/random.ts';
import { sweepInputs } from '../generate/sweep.ts';
import { isFailure } from '../judge/accuracy-class.ts';
import { Criterion, type Judgement } from '../judge/criterion.ts';
import { disagreement } from '../judge/disagreement.ts';
import { LANE, type Point, symbolKey } from '../judge/point.ts';
import { Tally } from '../judge/tally.ts';
import { findingOf, verdictOf } from '../judge/verdict.ts';
import { leavingInputs, readOutput } from '../read-output.ts';
import { shrinkScalar } from '../shrink/scalar.ts';
import type { CheckContext, CheckOutcome } from './check.ts';
import { Kinks } from './kinks.ts';
import { nondeterministicFinding } from './repeated-call.ts';

/** Values in one call to the subject. */
const BATCH = 16384;

/** Random values asked for in one call, before the short vectors: long ones take other paths through a library. */
const LONG = 2048;

/** What a scalar page's input and output are called. */
export function scalarKeys(page: Page): { readonly input: string; readonly output: string } {
  const input = page.call[0];
  const output = [...page.symbols.values()].find((symbol) => symbol.role === 'output')?.key;
  if (input === undefined || output === undefined) throw new Error(`${page.id} has no input or no output`);
  return { input, output };
}

/** One evaluation of the subject on a vector: the operator itself or its derivative. */
export type ScalarCall = (x: Float64Array) => Promise<Float64Array>;

/** The operator, or its derivative as the gradient at cotangent 1. */
export function scalarCall(page: Page, kernel: Kernel, context: CheckContext, of: 'value' | 'derivative'): ScalarCall {
  const { input, output } = scalarKeys(page);
  const format = FORMATS[context.arithmetic.format];
  const hyper = {};
  return async (x) => {
    const tensor: Tensor = { dtype: format.name, shape: [x.length], data: pack(format, x) };
    const info = { hyper, mode: page.modes[0] ?? '' };
    const ones: Tensor = { ...tensor, data: pack(format, new Float64Array(x.length).fill(1)) };
    const outputs = await (of === 'value'
      ? leavingInputs(page.id, [input], [tensor], (inputs) => kernel.forward!(inputs, info))
      : leavingInputs(page.id, [input, 'cotangent'], [tensor, ones], ([at, by]) => kernel.gradient!([at!], by!, info)));
    const where = of === 'value' ? page.id : `${page.id}, gradient`;
    const expected = { where, format: format.name, length: x.length };
    return readOutput(outputs, of === 'value' ? output : input, expected);
  };
}

/**
 * Judge a scalar function of one input: the deterministic sweep, then random vectors, then the simplest failing
 * input.
 */
export async function checkScalar(
  context: CheckContext,
  page: Page,
  expression: Expression,
  label: string,
  call: ScalarCall,
  scale: Expression | undefined,
): Promise<CheckOutcome> {
  const { arithmetic, effort } = context;
  const { input } = scalarKeys(page);
  const criterion = new Criterion(page, label, expression, [LANE], scale);
  const tally = new Tally(arithmetic);
  const kinks = new Kinks(criterion, input, label === scalarKeys(page).output ? [] : page.kinks, arithmetic);
  const judge = async (x: Float64Array, given?: Float64Array): Promise<Judgement> => {
    const answers = given ?? (await call(x));
    const point = pointOf(input, x);
    const judgement = criterion.judge(answers, point, arithmetic);
    const got = kinks.accept(x, answers, judgement);
    tally.add({
      criterion,
      point,
      got,
      judgement,
      input: (i) => ({ [input]: [x[i]!] }),
      place: (i) => x[i]!,
    });
    return judgement;
  };

  const inputs = effort.sweep ? sweepInputs(page, arithmetic.format) : new Float64Array(0);
  let expired = false;
  for (let from = 0; from < inputs.length && !expired; from += BATCH) {
    const x = inputs.slice(from, from + BATCH);
    const answers = await call(x);
    await judge(x, answers);
    const twice = from === 0 ? disagreement(answers, await call(x), arithmetic.format) : undefined;
    if (twice) {
      const finding = nondeterministicFinding(twice, `${input} = ${x[twice.element]}`);
      return { verdict: finding.verdict, tally, findings: [finding], conventions: [] };
    }
    expired = effort.expired();
  }
  if (!expired && tally.failures === 0) {
    const arbitrary = floatArbitrary({ format: arithmetic.format, landmarks: [...page.landmarks, ...page.kinks] });
    await judge(Float64Array.from(draw(fc.array(arbitrary, { minLength: LONG, maxLength: LONG }), effort.seed)));
    await fc.check(
      fc.asyncProperty(fc.array(arbitrary, { minLength: 1, maxLength: 256 }), async (x) => {
        if (effort.expired()) return true;
        return !(await judge(Float64Array.from(x))).classes.some(isFailure);
      }),
      { seed: effort.seed, numRuns: effort.runs, endOnFailure: true },
    );
    expired = effort.expired();
  }

  const verdict = verdictOf(tally, expired);
  if (verdict.kind === 'pass' || verdict.kind === 'inconclusive') {
    return { verdict, tally, findings: verdict.kind === 'pass' ? [] : [{ verdict }], conventions: kinks.conventions() };
  }
  const found = findingOf(tally, verdict);
  if (verdict.kind !== 'fail') return { verdict, tally, findings: [found], conventions: kinks.conventions() };
  const simplest = await shrinkScalar(
    criterion,
    arithmetic,
    input,
    call,
    tally.worst!.batch.point,
    tally.worst!.element,
  );
  return { verdict, tally, findings: [simplest ? { ...found, ...simplest } : found], conventions: kinks.conventions() };
}

export const pointOf = (input: string, x: Float64Array): Point => ({
  symbols: new Map([[symbolKey(input, 0), x]]),
  extents: new Map([[LANE, x.length]]),
});
