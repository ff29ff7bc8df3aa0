import fc from 'fast-check';
import type { Verdict } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import { findBehaviour } from '../diagnosis/behaviour.ts';
import { Diagnostician } from '../diagnosis/diagnose.ts';
import { behaviourRecord, diagnosisRecord } from '../diagnosis/record.ts';
import { isFailure } from '../judge/accuracy-class.ts';
import { stepAlgorithms } from '../judge/recognise-algorithms.ts';
import { explainVerdict } from '../judge/recognise-verdict.ts';
import { type Batch, Tally } from '../judge/tally.ts';
import { findingOf, verdictOf } from '../judge/verdict.ts';
import { shortestFailing } from '../shrink/commands.ts';
import { describeExperiment, type Experiment } from '../stateful/experiment.ts';
import { CriterionCache, type JudgedOutput, judgeTrace } from '../stateful/judge-trace.ts';
import { buildModel, type Model } from '../stateful/model.ts';
import { narrowState } from '../stateful/narrow-states.ts';
import { runExperiment, type Trace } from '../stateful/trace.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { confirmedDiagnosis } from './confirmed-diagnosis.ts';
import { nondeterministicFinding } from './repeated-call.ts';

/** What a stateful check runs: fixed experiments, then random ones. */
export interface StatefulPlan {
  readonly page: Page;
  /** Judge only steps in this mode; absent means all. */
  readonly mode?: string;
  readonly experiments: readonly Experiment[];
  readonly random: fc.Arbitrary<Experiment>;
}

/**
 * Judge a stateful subject step by step, equation by equation. When something does not hold, say which equation, and
 * which known change of the page explains everything that was seen; an accepted variant is then what the rest of the
 * check is judged against.
 */
export async function checkStateful(context: CheckContext, plan: StatefulPlan): Promise<CheckOutcome> {
  const { page, mode } = plan;
  const { kernel, arithmetic, effort } = context;
  const judge = new TraceJudge(context, page, mode);
  const page0 = buildModel(page, []);

  const traces: Trace[] = [];
  for (const experiment of plan.experiments)
    traces.push(await runExperiment(page, kernel, experiment, arithmetic.format));
  const behaviour = effort.sweep ? await findBehaviour(page, kernel, plan.experiments[0]!, arithmetic) : undefined;
  const fixed = judge.all(traces, page0);
  if (behaviour?.kind === 'nondeterministic') {
    const { difference } = behaviour;
    const where = `${difference.key} at step ${difference.step}, element ${difference.element}`;
    const finding = nondeterministicFinding(difference, where);
    const script = describeExperiment(plan.experiments[0]!);
    return { verdict: finding.verdict, tally: fixed, findings: [{ ...finding, script }], conventions: [] };
  }
  if (behaviour) return behaves(fixed, behaviour.diagnosis);
  if (fixed.failures === 0) return random(context, plan, judge, page0, fixed, traces, { kind: 'pass' });

  const result = await confirmedDiagnosis(context, plan, traces);
  const answer = result.hypotheses[0];
  if (answer && result.hypotheses.every((hypothesis) => hypothesis.accepted)) {
    const variant = buildModel(page, answer.patches);
    const name = answer.patches.join(' + ');
    return random(context, plan, judge, variant, judge.all(traces, variant), traces, { kind: 'variant', name });
  }
  // With hidden state an accepted variant may agree with the page until a hyper-parameter changes: it is asked first.
  const odd =
    lateFailure(judge, traces, page0) ??
    (answer ? undefined : (firstStepFailure(judge, traces, page0) ?? storageFailure(judge, traces, page0, context)));
  if (odd) return behaves(fixed, odd);
  const plain: Verdict =
    answer && result.kind !== 'not-separated'
      ? { kind: 'mistake', names: [...answer.patches] }
      : verdictOf(fixed, effort.expired());
  const { verdict, ...explanation } = explainVerdict(plain, page, fixed, () => stepAlgorithms(page), arithmetic);
  // Equal mathematics is no mistake: there is nothing to diagnose where an algorithm explains every value.
  const diagnosis = verdict.kind === 'unstable' ? {} : { diagnosis: diagnosisRecord(page, result) };
  const shrunk = await smallestFailure(plan, context, (trace) => judge.all([trace], page0).failures > 0);
  const script = describeExperiment((shrunk ?? result.breaks?.judged.trace ?? traces[0]!).experiment);
  const shown = findingOf(shrunk ? judge.all([shrunk], page0) : fixed, verdict);
  return { verdict, tally: fixed, findings: [{ ...shown, ...diagnosis, ...explanation, script }], conventions: [] };
}

/** The random phase, judged against a model that the fixed experiments conform to. */
async function random(
  context: CheckContext,
  plan: StatefulPlan,
  judge: TraceJudge,
  model: Model,
  tally: Tally,
  traces: readonly Trace[],
  good: Verdict,
): Promise<CheckOutcome> {
  const { page } = plan;
  const shrunk = await smallestFailure(plan, context, (trace) => {
    const alone = judge.all([trace], model);
    // Bounds of a hidden state may grow too wide to tell anything under drawn numbers; the fixed ones are chosen so
    // that they do not, and it is their share that decides whether enough was told.
    if (alone.failures === 0 && (alone.isInformative || showsState(trace))) judge.into(tally, trace, model);
    return alone.failures > 0;
  });
  const conventions = good.kind === 'variant' ? model.patches.map((id) => page.patches.get(id)?.title ?? id) : [];
  if (!shrunk) {
    const verdict = verdictOf(tally, context.effort.expired());
    if (verdict.kind === 'pass') return { verdict: good, tally, findings: [], conventions };
    return { verdict, tally, findings: [findingOf(tally, verdict)], conventions };
  }
  judge.into(tally, shrunk, model);
  const result = new Diagnostician(page, [...traces, shrunk], context.arithmetic, plan.mode).diagnose();
  const { verdict, ...explanation } = explainVerdict(
    verdictOf(tally, false),
    page,
    tally,
    () => (result.hypotheses.length === 0 && model.patches.length === 0 ? stepAlgorithms(page) : []),
    context.arithmetic,
  );
  const finding: FindingDraft = {
    ...findingOf(tally, verdict),
    ...(verdict.kind === 'unstable' ? {} : { diagnosis: diagnosisRecord(page, result) }),
    ...explanation,
    script: describeExperiment(shrunk.experiment),
  };
  return { verdict, tally, findings: [finding], conventions };
}

const showsState = (trace: Trace): boolean => trace.observations.some(({ after }) => after !== undefined);

function behaves(tally: Tally, diagnosis: NonNullable<FindingDraft['diagnosis']>): CheckOutcome {
  const verdict: Verdict = { kind: 'fail', why: 'behaviour' };
  const shown = tally.failures > 0 ? findingOf(tally, verdict) : { verdict };
  return { verdict, tally, findings: [{ ...shown, diagnosis, message: diagnosis.says ?? '' }], conventions: [] };
}

/**
 * Everything holds until a command in mid-run: the state was restored, or a hyper-parameter was changed. No equation
 * says that, so it is a behaviour.
 */
function lateFailure(judge: TraceJudge, traces: readonly Trace[], model: Model): FindingDraft['diagnosis'] {
  let first: JudgedOutput | undefined;
  for (const trace of traces) {
    for (const judged of judge.judged(trace, model)) {
      if (!judged.judgement.classes.some(isFailure)) continue;
      if (!judged.observation.interruption) return undefined;
      first ??= judged;
    }
  }
  if (!first) return undefined;
  const { key, observation } = first;
  const element = first.judgement.classes.findIndex(isFailure);
  return behaviourRecord(`wrong after ${observation.interruption}; right until then`, key, observation.step, element);
}

/**
 * Everything holds but the first step, in every run: an initial value or a branch for the first step that no equation
 * of the page has. With readable state the steps after it are judged by themselves.
 */
function firstStepFailure(judge: TraceJudge, traces: readonly Trace[], model: Model): FindingDraft['diagnosis'] {
  let first: JudgedOutput | undefined;
  for (const trace of traces) {
    let failed = false;
    for (const judged of judge.judged(trace, model)) {
      if (!judged.judgement.classes.some(isFailure)) continue;
      if (judged.observation.step > 1) return undefined;
      failed = true;
      first ??= judged;
    }
    if (!failed) return undefined;
  }
  if (!first) return undefined;
  const element = first.judgement.classes.findIndex(isFailure);
  return behaviourRecord('wrong at step 1 only; right from step 2 on', first.key, 1, element);
}

/** Every equation holds, but for one state that is stored in half precision. */
function storageFailure(
  judge: TraceJudge,
  traces: readonly Trace[],
  model: Model,
  { arithmetic }: CheckContext,
): FindingDraft['diagnosis'] {
  const judged = traces.flatMap((trace) => [...judge.judged(trace, model)]);
  const narrow = narrowState(judged, arithmetic);
  if (!narrow) return undefined;
  const { key, formats, first } = narrow;
  const says = `${key} is kept in ${formats.join(' or ')}: every stored value is one of that format, and right up to that rounding; the run is in ${arithmetic.format}`;
  return behaviourRecord(says, key, first.observation.step, first.judgement.classes.findIndex(isFailure));
}

/** Property runs that shrinking may use: it is deterministic, unlike a time limit. */
const SHRINK_RUNS = 300;

/** Run random experiments until one fails, then let fast-check shrink it; the smallest failing trace. */
async function smallestFailure(
  plan: StatefulPlan,
  context: CheckContext,
  fails: (trace: Trace) => boolean,
): Promise<Trace | undefined> {
  const { kernel, arithmetic, effort } = context;
  let smallest: Trace | undefined;
  let runs = 0;
  const property = fc.asyncProperty(plan.random, async (experiment) => {
    if (effort.expired() || runs++ > effort.runs + SHRINK_RUNS) return true;
    const trace = await runExperiment(plan.page, kernel, experiment, arithmetic.format);
    if (!fails(trace)) return true;
    smallest = trace;
    return false;
  });
  await fc.check(property, { seed: effort.seed, numRuns: effort.runs });
  if (!smallest) return undefined;
  await shortestFailing(smallest.experiment, async (experiment) => {
    const trace = await runExperiment(plan.page, kernel, experiment, arithmetic.format);
    if (!fails(trace)) return false;
    smallest = trace;
    return true;
  });
  return smallest;
}

/** Judges traces of one page and mode, sharing compiled criteria. */
class TraceJudge {
  readonly #context: CheckContext;
  readonly #cache: CriterionCache;
  readonly #mode: string | undefined;

  constructor(context: CheckContext, page: Page, mode: string | undefined) {
    this.#context = context;
    this.#cache = new CriterionCache(page);
    this.#mode = mode;
  }

  *judged(trace: Trace, model: Model): Generator<JudgedOutput> {
    for (const judged of judgeTrace(trace, model, this.#context.arithmetic, this.#cache)) {
      if (this.#mode === undefined || judged.observation.mode === this.#mode) yield judged;
    }
  }

  into(tally: Tally, trace: Trace, model: Model): void {
    for (const judged of this.judged(trace, model)) tally.add(batchOf(judged));
  }

  all(traces: readonly Trace[], model: Model): Tally {
    const tally = new Tally(this.#context.arithmetic);
    for (const trace of traces) this.into(tally, trace, model);
    return tally;
  }
}

function batchOf(judged: JudgedOutput): Batch {
  const { criterion, point, got, judgement, observation } = judged;
  return {
    criterion,
    point,
    got,
    judgement,
    step: observation.step,
    input: () => Object.fromEntries([...observation.inputs].map(([key, values]) => [key, [...values]])),
  };
}
