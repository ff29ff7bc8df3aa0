import fc from 'fast-check';
import { FORMATS } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import type { Diagnosis, Verdict } from '../../reports/record.ts';
import type { Expression } from '../../spec/language/expression.ts';
import type { DerivativeEquation, Page } from '../../spec/language/page.ts';
import { type StatelessDiagnosis, StatelessDiagnostician } from '../diagnosis/diagnose-stateless.ts';
import { siblingsHold } from '../diagnosis/siblings.ts';
import { vectorJacobianProduct } from '../diagnosis/stateless-expression.ts';
import { isInDomain, type Setting } from '../generate/settings.ts';
import {
  fixedCases,
  largestIntermediate,
  manyElements,
  type TensorCase,
  tensorCaseArbitrary,
} from '../generate/tensor-cases.ts';
import { tellingCases, tensorSettings, vectorCases } from '../generate/tensor-settings.ts';
import { ABSOLUTE, isFailure } from '../judge/accuracy-class.ts';
import { disagreement } from '../judge/disagreement.ts';
import { derivativeAlgorithms, valueAlgorithms } from '../judge/recognise-algorithms.ts';
import { type Explanation, explainVerdict } from '../judge/recognise-verdict.ts';
import { type Batch, Tally } from '../judge/tally.ts';
import { findingOf, verdictOf } from '../judge/verdict.ts';
import { shrinkTensor } from '../shrink/tensor.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { describeShapes, describeTensorCase } from './describe-tensor-case.ts';
import { nondeterministicFinding } from './repeated-call.ts';
import { callTensor, gradientTargets, type TensorTarget, tensorPoint, valueTarget, valueTargets } from './tensor.ts';
import { shownTensor } from './tensor-example.ts';
import { siblingsOf } from './tensor-siblings.ts';

/**
 * Judge an operator on tensors, or its vector-Jacobian products: fixed cases under each setting of the
 * hyper-parameters, then random ones, shrunk when they fail. What fails is given a name where one fits; an accepted
 * variant is what the whole check is then judged against.
 */
export async function checkTensor(
  context: CheckContext,
  page: Page,
  of: 'value' | 'derivative',
): Promise<CheckOutcome> {
  const { format } = context.arithmetic;
  const targets = (patches: readonly string[] = []): TensorTarget[] =>
    of === 'value' ? valueTargets(page, format, patches) : gradientTargets(page, format, patches);
  const run = new TensorRun(context, page, of, targets());
  await run.judgeAll();
  if (!run.needsDiagnosis) return run.conclude([]);

  const found = await run.diagnose();
  const variant = found.find(({ answer }) => answer.hypotheses.length > 0)?.answer.hypotheses[0];
  const accepted = found.every(
    ({ answer, failed }) =>
      failed && answer.hypotheses.length > 0 && answer.hypotheses.every((hypothesis) => hypothesis.accepted),
  );
  if (variant && accepted) {
    const again = new TensorRun(context, page, of, targets(variant.ids));
    await again.judgeAll();
    const outcome = { ...(await again.conclude([])), conventions: [...variant.titles] };
    if (outcome.verdict.kind !== 'pass') return outcome;
    return { ...outcome, verdict: { kind: 'variant', name: variant.ids.join(' + ') } };
  }
  return run.conclude(found);
}

/** Intermediate elements beyond which a conforming case is no evidence for how the values are computed. */
const LARGE = 2 ** 8;

/** What was found out about one target. */
interface Found {
  readonly target: TensorTarget;
  /** It fails, or is only unstable. */
  readonly failed: boolean;
  readonly answer: StatelessDiagnosis;
}

/** One pass over all cases, judged against one set of formulas. */
class TensorRun {
  readonly #context: CheckContext;
  readonly #page: Page;
  readonly #of: 'value' | 'derivative';
  readonly #targets: readonly TensorTarget[];
  readonly #settings: readonly Setting[];
  readonly #tally: Tally;
  /** One for each target, to know which of them fails. */
  readonly #tallies: readonly Tally[];
  readonly #failing: TensorCase[] = [];
  #smallest: TensorCase | undefined;
  #nondeterministic: FindingDraft | undefined;

  constructor(context: CheckContext, page: Page, of: 'value' | 'derivative', targets: readonly TensorTarget[]) {
    this.#context = context;
    this.#page = page;
    this.#of = of;
    this.#targets = targets;
    this.#settings = tensorSettings(page, context.kernel, context.effort.seed);
    this.#tally = new Tally(context.arithmetic);
    this.#tallies = targets.map(() => new Tally(context.arithmetic));
  }

  get needsDiagnosis(): boolean {
    return !this.#nondeterministic && (this.#tally.failures > 0 || this.#tally.count(ABSOLUTE) > 0);
  }

  async judgeAll(): Promise<void> {
    const { effort } = this.#context;
    for (const [i, { hyper }] of this.#settings.entries()) {
      for (const one of this.#cases(hyper, i)) {
        this.#into(one, await this.#judge(one));
        if (effort.sweep && i === 0) await this.#repeat(one);
        if (this.#nondeterministic) return;
      }
    }
    const failing = this.#failing[0] ?? (await this.#random());
    if (failing) await this.#shrink(failing);
  }

  #cases(hyper: Setting['hyper'], setting: number): TensorCase[] {
    const geometries = this.#targets.map(({ geometry }) => geometry);
    const { seed } = this.#context.effort;
    if (setting > 0) return tellingCases(geometries[0]!, hyper);
    const fixed = [...fixedCases(geometries[0]!, hyper, seed), ...vectorCases(geometries[0]!, hyper)];
    return [...fixed, ...manyElements(geometries, hyper, seed)];
  }

  async #judge(one: TensorCase): Promise<Batch[]> {
    const { kernel, arithmetic } = this.#context;
    const answers = await callTensor(this.#page, kernel, one, arithmetic.format, this.#of);
    const point = tensorPoint(this.#page, one);
    return this.#targets.map((target) => {
      const got = answers.get(target.wrt ?? target.output)!;
      const judgement = target.criterion.judge(got, point, arithmetic);
      const input = (element: number) => shownTensor(target, one, element);
      const large = largestIntermediate(this.#page, target.criterion.expression, one.sizes) > LARGE;
      return { criterion: target.criterion, point, got, judgement, input, large };
    });
  }

  #into(one: TensorCase, batches: readonly Batch[]): void {
    batches.forEach((batch, i) => {
      this.#tally.add(batch);
      this.#tallies[i]!.add(batch);
    });
    if (fails(batches)) this.#failing.push(one);
  }

  async #repeat(one: TensorCase): Promise<void> {
    const { kernel, arithmetic } = this.#context;
    const [first, second] = [
      await callTensor(this.#page, kernel, one, arithmetic.format, this.#of),
      await callTensor(this.#page, kernel, one, arithmetic.format, this.#of),
    ];
    for (const [key, values] of first) {
      const twice = disagreement(values, second.get(key)!, arithmetic.format);
      if (!twice) continue;
      const where = `${key} at inputs of shape ${describeShapes(this.#page, one)}, element ${twice.element}`;
      this.#nondeterministic ??= nondeterministicFinding(twice, where);
    }
  }

  /** Random cases until one fails. */
  async #random(): Promise<TensorCase | undefined> {
    const { effort } = this.#context;
    let failing: TensorCase | undefined;
    for (const [i, { hyper }] of this.#settings.entries()) {
      const arbitrary = tensorCaseArbitrary(this.#targets[0]!.geometry, hyper);
      await fc.check(
        fc.asyncProperty(arbitrary, async (one) => {
          if (failing || effort.expired()) return true;
          const batches = await this.#judge(one);
          this.#into(one, batches);
          if (fails(batches)) failing = one;
          return !failing;
        }),
        { seed: effort.seed + i, numRuns: Math.ceil(effort.runs / this.#settings.length), endOnFailure: true },
      );
    }
    return failing;
  }

  async #shrink(failing: TensorCase): Promise<void> {
    const format = FORMATS[this.#context.arithmetic.format];
    const accepts = (key: string, x: number): boolean =>
      roundNumber(format, x) === x &&
      isInDomain(x, this.#page.symbols.get(key)!.domain) &&
      !this.#targets[0]!.geometry.avoid.has(x);
    this.#smallest = await shrinkTensor(this.#page, failing, accepts, async (candidate) =>
      fails(await this.#judge(candidate)),
    );
  }

  /** Each target that does not conform, with the change of the page that explains it. */
  async diagnose(): Promise<Found[]> {
    const { kernel, arithmetic } = this.#context;
    const found: Found[] = [];
    for (const [i, target] of this.#targets.entries()) {
      const tally = this.#tallies[i]!;
      const failed = tally.failures > 0;
      if (!failed && tally.count(ABSOLUTE) === 0) continue;
      const ask = async (cases: readonly TensorCase[]) => {
        const asked: { point: Batch['point']; got: Float64Array }[] = [];
        for (const one of cases) {
          const answers = await callTensor(this.#page, kernel, one, arithmetic.format, this.#of);
          asked.push({ point: tensorPoint(this.#page, one), got: answers.get(target.wrt ?? target.output)! });
        }
        return asked;
      };
      const ordinary = await ask(this.#settings.flatMap(({ hyper }) => tellingCases(target.geometry, hyper)));
      const { criterion } = target;
      const holds = ordinary.every(
        ({ point, got }) => !criterion.judge(got, point, arithmetic).classes.some(isFailure),
      );
      const { expression, indices, scale } = criterion;
      const cases = [...(holds ? await ask(this.#failing.slice(0, 8)) : []), ...ordinary];
      const valuesHold = this.#of === 'derivative' && (await this.#valuesHold());
      const others = this.#of === 'value' ? this.#targets.filter((other) => other !== target) : [];
      const siblings = await siblingsOf(this.#context, others, this.#settings);
      const admits = (ids: readonly string[]) => siblingsHold(this.#page, siblings, ids, arithmetic);
      const question = { ...target, expression, indices, scale, arithmetic, cases, valuesHold, admits };
      found.push({ target, failed, answer: new StatelessDiagnostician(question).diagnose(failed) });
    }
    return found;
  }

  /** Does the subject compute the page's own values, whatever its gradients are? */
  async #valuesHold(): Promise<boolean> {
    const { kernel, arithmetic } = this.#context;
    if (!kernel.forward) return false;
    const { criterion, geometry, output } = valueTarget(this.#page, arithmetic.format);
    for (const { hyper } of this.#settings) {
      for (const one of tellingCases(geometry, hyper)) {
        const got = (await callTensor(this.#page, kernel, one, arithmetic.format, 'value')).get(output)!;
        const { classes } = criterion.judge(got, tensorPoint(this.#page, one), arithmetic);
        if (classes.some(isFailure)) return false;
      }
    }
    return true;
  }

  /** The verdict, with a finding for each target that does not conform. */
  async conclude(found: readonly Found[]): Promise<CheckOutcome> {
    const tally = this.#tally;
    const outcome = { tally, conventions: [] };
    if (this.#nondeterministic) {
      return { ...outcome, verdict: this.#nondeterministic.verdict, findings: [this.#nondeterministic] };
    }
    const plain = verdictOf(tally, this.#context.effort.expired());
    if (plain.kind === 'pass') return { ...outcome, verdict: plain, findings: [] };
    const failing = found.filter(({ failed }) => failed);
    const isNamed = ({ answer }: Found): boolean => answer.kind === 'named' || answer.kind === 'equal';
    const names = [...new Set(failing.flatMap(({ answer }) => answer.hypotheses[0]?.ids ?? []))];
    const verdict: Verdict = failing.length > 0 && failing.every(isNamed) ? { kind: 'mistake', names } : plain;
    const findings = await this.#findings(verdict, found, plain);
    const unstable = findings.every((finding) => finding.verdict.kind === 'unstable');
    return { ...outcome, verdict: (unstable && findings[0]?.verdict) || verdict, findings };
  }

  /** With the algorithm of the page behind what is a matter of numbers. */
  #explained({ output, wrt, criterion }: TensorTarget, tally: Tally, verdict: Verdict): Explanation {
    const page = this.#page;
    const algorithms = () =>
      wrt === undefined
        ? valueAlgorithms(page, output, criterion.expression)
        : derivativeAlgorithms(page, { output, wrt }, criterion.expression, contracted);
    return explainVerdict(verdict, page, tally, algorithms, this.#context.arithmetic);
  }

  async #findings(verdict: Verdict, found: readonly Found[], plain: Verdict): Promise<FindingDraft[]> {
    const told = found.filter(({ failed }) => failed || plain.kind !== 'fail');
    const drafts: FindingDraft[] = [];
    for (const { target, failed, answer } of told) {
      const tally = this.#tallies[this.#targets.indexOf(target)]!;
      const plainly: Verdict = failed && verdict.kind !== 'mistake' ? verdictOf(tally, false) : verdict;
      const { verdict: own, ...explanation } = this.#explained(target, tally, plainly);
      const isNumerical = answer.kind === 'unnamed' && (!failed || tally.failure !== 'accuracy');
      const diagnosis: Diagnosis | undefined = isNumerical ? undefined : answer.diagnosis;
      const shown = { ...(await this.#shown(target, tally, own)), ...explanation };
      drafts.push({ ...shown, ...(diagnosis && !explanation.computedAs ? { diagnosis } : {}) });
    }
    return drafts.length > 0 ? drafts : [findingOf(this.#tally, verdict)];
  }

  /** The smallest case where it fails in this target, else the worst value seen. */
  async #shown(target: TensorTarget, tally: Tally, verdict: Verdict): Promise<FindingDraft> {
    const one = this.#smallest;
    if (!one || tally.failures === 0) return findingOf(tally, verdict);
    const batch = (await this.#judge(one))[this.#targets.indexOf(target)]!;
    if (!fails([batch])) return findingOf(tally, verdict);
    const alone = new Tally(this.#context.arithmetic);
    alone.add(batch);
    return { ...findingOf(alone, verdict), script: describeTensorCase(this.#page, one, this.#of) };
  }
}

/** A derivative as its gradient is judged: the vector-Jacobian product. */
const contracted = (expression: Expression, equation: DerivativeEquation): Expression =>
  vectorJacobianProduct({ ...equation, expression });

const fails = (batches: readonly Batch[]): boolean =>
  batches.some(({ judgement }) => judgement.classes.some(isFailure));
