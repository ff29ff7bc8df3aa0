import fc from 'fast-check';
import type { Verdict } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import { floatArbitrary } from '../generate/floats.ts';
import { draw } from '../generate/random.ts';
import { type Setting, settingsOf } from '../generate/settings.ts';
import { sweepInputs } from '../generate/sweep.ts';
import { ABSOLUTE, isFailure } from '../judge/accuracy-class.ts';
import type { Criterion, Judgement } from '../judge/criterion.ts';
import { disagreement } from '../judge/disagreement.ts';
import { derivativeAlgorithms, valueAlgorithms } from '../judge/recognise-algorithms.ts';
import { type Explanation, explainVerdict } from '../judge/recognise-verdict.ts';
import { Tally } from '../judge/tally.ts';
import { findingOf, verdictOf } from '../judge/verdict.ts';
import { shrinkScalar } from '../shrink/scalar.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { Kinks } from './kinks.ts';
import { comparePositions } from './position.ts';
import { nondeterministicFinding } from './repeated-call.ts';
import {
  inputRange,
  pointOf,
  type ScalarFunction,
  scalarCriterion,
  scalarFunction,
  scalarKeys,
  shownInput,
} from './scalar.ts';
import { diagnoseScalar } from './scalar-diagnosis.ts';

/** Values in one call to the subject. */
const BATCH = 16384;

/** Random values asked for in one call, before the short vectors: long ones take other paths through a library. */
const LONG = 2048;

/** Of the deterministic inputs every so manieth is asked for at settings other than the published ones. */
const THINNING = 8;

/** Inputs kept for the diagnosis, of each setting: where it fails or is unstable. */
const KEPT = 32;

/**
 * Judge an elementwise operator or its derivative: at the published hyper-parameters the deterministic sweep, at
 * others a part of it, then random vectors. What fails is given a name where one fits, and the simplest failing input
 * is looked for; an accepted variant is what the whole check is then judged against.
 */
export async function checkScalar(
  context: CheckContext,
  page: Page,
  of: 'value' | 'derivative',
): Promise<CheckOutcome> {
  const settings = settingsOf(page, context.kernel, context.effort.seed);
  const first = new ScalarRun(context, page, of, settings, scalarCriterion(page, of));
  const fault = context.effort.sweep ? await first.faultOfBehaviour() : undefined;
  if (fault?.verdict.kind !== 'nondeterministic') await first.judgeAll();
  if (fault) return { ...first.outcome(fault.verdict), findings: [fault] };
  const { tally } = first;
  const failed = tally.failures > 0;
  if (first.isNondeterministic || (!failed && tally.count(ABSOLUTE) === 0)) return first.conclude();

  const answer = await diagnoseScalar(first.failing, context.arithmetic, failed);
  const { hypotheses, kind } = answer;
  if (failed && hypotheses.length > 0 && hypotheses.every(({ accepted }) => accepted)) {
    const variant = hypotheses[0]!;
    const again = new ScalarRun(context, page, of, settings, scalarCriterion(page, of, variant.ids));
    again.conventions.push(...first.conventions, ...variant.titles);
    await again.judgeAll();
    const outcome = await again.conclude();
    if (outcome.verdict.kind !== 'pass') return outcome;
    return { ...outcome, verdict: { kind: 'variant', name: variant.ids.join(' + ') } };
  }
  const named = failed && (kind === 'named' || kind === 'equal');
  const verdict: Verdict | undefined = named ? { kind: 'mistake', names: [...hypotheses[0]!.ids] } : undefined;
  // An overflow that no formula explains is a matter of numbers; so is what is merely unstable.
  const numerical = kind === 'unnamed' && (!failed || tally.failure !== 'accuracy');
  return first.conclude(verdict, numerical ? undefined : answer.diagnosis);
}

/** One pass over all inputs and settings, judged against one formula. */
class ScalarRun {
  readonly tally: Tally;
  readonly conventions: string[] = [];
  readonly #context: CheckContext;
  readonly #settings: readonly Setting[];
  readonly #functions: readonly ScalarFunction[];
  readonly #kinks: readonly Kinks[];
  readonly #failing: number[][];
  #expired = false;
  #nondeterministic: FindingDraft | undefined;

  constructor(
    context: CheckContext,
    page: Page,
    of: 'value' | 'derivative',
    settings: readonly Setting[],
    criterion: Criterion,
  ) {
    this.#context = context;
    this.#settings = settings;
    this.tally = new Tally(context.arithmetic);
    this.#functions = settings.map(({ hyper }) => scalarFunction(context, page, of, hyper, criterion));
    const kinks = of === 'value' ? [] : page.kinks;
    this.#kinks = this.#functions.map((f) => new Kinks(f, kinks, context.arithmetic));
    this.#failing = settings.map(() => []);
  }

  get isNondeterministic(): boolean {
    return this.#nondeterministic !== undefined;
  }

  get failing(): readonly { f: ScalarFunction; failing: readonly number[] }[] {
    return this.#functions.map((f, i) => ({ f, failing: this.#failing[i]! }));
  }

  /** What is no matter of a formula: answers that depend on the place, or on nothing at all. */
  async faultOfBehaviour(): Promise<FindingDraft | undefined> {
    const positions = await comparePositions(this.#functions[0]!, this.#context.arithmetic);
    if (positions.kind === 'rounds-differently') this.conventions.push(positions.convention);
    return positions.kind === 'fault' ? positions.finding : undefined;
  }

  async judgeAll(): Promise<void> {
    const { effort } = this.#context;
    if (effort.sweep) {
      for (let i = 0; i < this.#functions.length && !this.#expired && !this.#nondeterministic; i++)
        await this.#sweep(i);
    }
    for (let i = 0; i < this.#functions.length && !this.#expired && this.tally.failures === 0; i++) {
      if (!this.#nondeterministic) await this.#random(i);
    }
  }

  async #sweep(which: number): Promise<void> {
    const { page } = this.#functions[which]!;
    const { arithmetic, effort } = this.#context;
    const all = sweepInputs(page, arithmetic.format);
    const inputs = this.#settings[which]!.published || which === 0 ? all : all.filter((_, i) => i % THINNING === 0);
    for (let from = 0; from < inputs.length && !this.#expired; from += BATCH) {
      const x = inputs.slice(from, from + BATCH);
      const f = this.#functions[which]!;
      const answers = await f.call(x);
      await this.#judge(which, x, answers);
      const twice = from === 0 && which === 0 ? disagreement(answers, await f.call(x), arithmetic.format) : undefined;
      if (twice) {
        this.#nondeterministic = nondeterministicFinding(twice, `${f.input} = ${x[twice.element]}`);
        return;
      }
      this.#expired = effort.expired();
    }
  }

  async #random(which: number): Promise<void> {
    const { arithmetic, effort } = this.#context;
    const { page } = this.#functions[which]!;
    const arbitrary = floatArbitrary(inputRange(page, arithmetic.format));
    const seed = effort.seed + 1009 * which;
    const runs = which === 0 ? effort.runs : Math.ceil(effort.runs / this.#functions.length);
    await this.#judge(which, Float64Array.from(draw(fc.array(arbitrary, { minLength: LONG, maxLength: LONG }), seed)));
    await fc.check(
      fc.asyncProperty(fc.array(arbitrary, { minLength: 1, maxLength: 256 }), async (x) => {
        if (effort.expired()) return true;
        return !(await this.#judge(which, Float64Array.from(x))).classes.some(isFailure);
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
    this.#expired = effort.expired();
  }

  async #judge(which: number, x: Float64Array, given?: Float64Array): Promise<Judgement> {
    const f = this.#functions[which]!;
    const answers = given ?? (await f.call(x));
    const point = pointOf(f.input, x, f.hyper);
    const judgement = f.criterion.judge(answers, point, this.#context.arithmetic);
    const got = this.#kinks[which]!.accept(x, answers, judgement);
    this.tally.add({
      criterion: f.criterion,
      point,
      got,
      judgement,
      input: (i) => shownInput(f, x[i]!),
      place: (i) => x[i]!,
    });
    const kept = this.#failing[which]!;
    for (let i = 0; i < x.length && kept.length < KEPT; i++) if (isSuspect(judgement.classes[i]!)) kept.push(x[i]!);
    return judgement;
  }

  outcome(verdict: Verdict): CheckOutcome {
    const conventions = [...this.conventions, ...(this.#kinks[0]?.conventions() ?? [])];
    return { verdict, tally: this.tally, findings: [], conventions };
  }

  /** With the algorithm of the page behind what is a matter of numbers. */
  #explained(verdict: Verdict): Explanation {
    const { page, of, input, criterion } = this.#functions[0]!;
    const { output } = scalarKeys(page);
    const algorithms = () =>
      of === 'value'
        ? valueAlgorithms(page, output, criterion.expression)
        : derivativeAlgorithms(page, { output, wrt: input }, criterion.expression);
    return explainVerdict(verdict, page, this.tally, algorithms, this.#context.arithmetic);
  }

  /** The verdict of the tally, or the one that a diagnosis gave, with its finding and the simplest failing input. */
  async conclude(named?: Verdict, diagnosis?: FindingDraft['diagnosis']): Promise<CheckOutcome> {
    if (this.#nondeterministic) {
      return { ...this.outcome(this.#nondeterministic.verdict), findings: [this.#nondeterministic] };
    }
    const { verdict, ...explanation } = this.#explained(named ?? verdictOf(this.tally, this.#expired));
    const outcome = this.outcome(verdict);
    if (verdict.kind === 'pass') return outcome;
    if (verdict.kind === 'inconclusive') return { ...outcome, findings: [{ verdict }] };
    const shown = { ...findingOf(this.tally, verdict), ...explanation };
    const found: FindingDraft = { ...shown, ...(diagnosis && !explanation.computedAs ? { diagnosis } : {}) };
    const { worst } = this.tally;
    if (this.tally.failures === 0 || !worst) return { ...outcome, findings: [found] };
    const f = this.#functions.find(({ hyper }) => isAsked(worst.batch.input(worst.element), hyper))!;
    const simplest = await shrinkScalar(f, this.#context.arithmetic, worst.batch.point, worst.element);
    return { ...outcome, findings: [simplest ? { ...found, ...simplest } : found] };
  }
}

/** Outside what a sound implementation reaches everywhere. */
const isSuspect = (code: number): boolean => isFailure(code) || code === ABSOLUTE;

/** Is this one of the inputs asked for at that setting? */
const isAsked = (
  input: Readonly<Record<string, readonly number[]>>,
  hyper: Readonly<Record<string, number>>,
): boolean => Object.entries(hyper).every(([key, value]) => input[key]?.[0] === value);
