import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { largestFinite, smallestNormal } from '../../reference/formats/ulp.ts';
import type { Verdict } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import { answerModel } from '../diagnosis/answer-model.ts';
import { optimizerExperiments } from '../generate/optimizer-experiments.ts';
import { isFailure, UNINFORMATIVE } from '../judge/accuracy-class.ts';
import { Tally } from '../judge/tally.ts';
import { findingOf, verdictOf } from '../judge/verdict.ts';
import { stepBeyond } from '../stateful/exact-states.ts';
import { type Command, describeExperiment, type Experiment } from '../stateful/experiment.ts';
import { CriterionCache, type JudgedOutput, judgeTrace } from '../stateful/judge-trace.ts';
import { runExperiment, type Trace } from '../stateful/trace.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';

/** The step and element that get the extreme value. */
const STEP = 1;
const ELEMENT = 2;

interface Extreme {
  readonly name: string;
  readonly value: number;
}

/**
 * What one element is given once. The square of the small one rounds to 0. That of the large one lies beyond the format,
 * which the large one itself does not by a factor of 16: room for a sum of a few of its kind. (In between lie values
 * whose square overflows while beta times it would not. Which of them is computed first is a choice that nobody
 * promises, so they are not asked for.)
 */
function extremes(format: FormatName, key: string): readonly Extreme[] {
  const f = FORMATS[format];
  return [
    { name: `a tiny ${key}`, value: roundNumber(f, smallestNormal(f) * 1.5) },
    { name: `a huge ${key}`, value: roundNumber(f, largestFinite(f) / 16) },
    { name: `a ${key} of 0`, value: 0 },
    { name: `an infinite ${key}`, value: Number.POSITIVE_INFINITY },
    { name: `a ${key} of NaN`, value: Number.NaN },
  ];
}

/**
 * One element is given an extreme value once, among ordinary ones. Whatever becomes of it, every other element must
 * answer bit for bit as it does without. For a finite value the element itself is judged too: as long as the exact
 * states are within the format, so must everything be, as accurate as everywhere. From the step on at which an exact
 * state (a mean square) lies beyond the format nothing is asked of this element: infinity is the correct rounding of
 * that state, and equal forms of the step make 0 or NaN of it. An infinite value or NaN has no exact result either.
 */
export async function checkStepExtremes(context: CheckContext, page: Page): Promise<CheckOutcome> {
  const { kernel, arithmetic, effort } = context;
  const { format } = arithmetic;
  const [plain] = optimizerExperiments(page, format, kernel.hyper);
  const alone = await runExperiment(page, kernel, plain!, format);
  // A wrong subject is told of elsewhere; only an accepted variant is another thing to be held to.
  const answer = answerModel(page, [alone], arithmetic);
  const model = answer?.accepted ? answer.model : undefined;
  const tally = new Tally(arithmetic);
  const findings: FindingDraft[] = [];
  const cache = new CriterionCache(page);
  const given = page.call.filter((key) => page.symbols.get(key)?.role === 'input').join(' and ');
  for (const extreme of extremes(format, given)) {
    if (effort.expired()) break;
    const experiment = withExtreme(plain!, extreme);
    const trace = await runExperiment(page, kernel, experiment, format);
    const disturbed = disturbance(alone, trace);
    tally.countSpecial(!disturbed);
    if (disturbed) {
      const verdict: Verdict = { kind: 'fail', why: 'behaviour' };
      const message = `${extreme.name} disturbs other elements: ${disturbed}`;
      findings.push({ verdict, message, script: describeExperiment(experiment) });
    } else if (model && Number.isFinite(extreme.value)) {
      const own = new Tally(arithmetic);
      const end = stepBeyond(trace, model, ELEMENT);
      for (const judged of judgeTrace(trace, model, arithmetic, cache)) {
        if (judged.observation.step >= end) break;
        addElement(own, judged);
        addElement(tally, judged);
      }
      if (own.failures === 0) continue;
      const finding = findingOf(own, verdictOf(own, false));
      findings.push({ ...finding, message: `at ${extreme.name}`, script: describeExperiment(experiment) });
    }
  }
  const verdict = findings[0]?.verdict ?? verdictOf(tally, effort.expired());
  return { verdict, tally, findings, conventions: [] };
}

function withExtreme(plain: Experiment, { name, value }: Extreme): Experiment {
  const commands = plain.commands.map((command, i): Command => {
    if (command.kind !== 'step' || i !== STEP) return command;
    const inputs = Object.entries(command.inputs).map(([key, values]) => [key, values.with(ELEMENT, value)]);
    return { kind: 'step', inputs: Object.fromEntries(inputs) as Record<string, readonly number[]> };
  });
  return { ...plain, id: name, commands };
}

/** The first element besides the extreme one that differs from the undisturbed run, in words. */
function disturbance(alone: Trace, trace: Trace): string | undefined {
  for (const [i, observation] of trace.observations.entries()) {
    const before = alone.observations[i]!;
    for (const [key, values] of [...observation.outputs, ...(observation.after ?? [])]) {
      const expected = before.outputs.get(key) ?? before.after?.get(key);
      // What is no vector of the elements (a product of momenta) belongs to all of them, and no gradient enters it.
      const element = values.findIndex(
        (x, at) => (values.length === 1 || at !== ELEMENT) && !Object.is(x, expected?.[at]),
      );
      if (element < 0) continue;
      return `${key} of element ${element} is ${values[element]} instead of ${expected?.[element]} at step ${observation.step}`;
    }
  }
  return undefined;
}

/** Count the extreme element of one judged output. */
function addElement(tally: Tally, judged: JudgedOutput): void {
  const { criterion, point, got, judgement, observation } = judged;
  const at = got.length === 1 ? 0 : ELEMENT;
  // Beyond the range of a format little is informative: that is no reason to doubt the rest, and no pass either.
  if (judgement.classes[at] === UNINFORMATIVE) return;
  if (!isFailure(judgement.classes[at]!)) {
    tally.countSpecial(true);
    return;
  }
  const classes = judgement.classes.map((code, i) => (i === at ? code : 0));
  const input = () => Object.fromEntries([...observation.inputs].map(([key, values]) => [key, [...values]]));
  tally.add({ criterion, point, got, judgement: { ...judgement, classes }, step: observation.step, input });
}
