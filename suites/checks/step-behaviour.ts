import type { Verdict } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import { answerModel } from '../diagnosis/answer-model.ts';
import { firstDifference } from '../diagnosis/randomness.ts';
import { behaviourRecord } from '../diagnosis/record.ts';
import { dyadicSetting } from '../generate/designed-settings.ts';
import { optimizerExperiments } from '../generate/optimizer-experiments.ts';
import { LANE } from '../judge/point.ts';
import { Tally } from '../judge/tally.ts';
import { verdictOf } from '../judge/verdict.ts';
import { describeExperiment, type Experiment, withNumbers } from '../stateful/experiment.ts';
import { interleaved } from '../stateful/interleaved.ts';
import { isElementwise } from '../stateful/is-elementwise.ts';
import { CriterionCache } from '../stateful/judge-trace.ts';
import { conformsTo, restorationOf, saysRestoration } from '../stateful/restored.ts';
import { isScaleInvariant } from '../stateful/scale-degrees.ts';
import { type Observation, runExperiment, type Trace } from '../stateful/trace.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { scaleFault } from './step-scale.ts';

/** The step after which the state is saved and loaded into a new instance. */
const RESTORED_AFTER = 3;

/**
 * What a step must do whatever its equations are, each as a comparison of the subject with itself:
 *
 * - elements that change places take their answers with them, and no element looks at another;
 * - parameter groups (instances of other lengths and hyper-parameters, stepped in turn) do not know of each other;
 * - a state that is saved and restored goes on as if nothing had been;
 * - the same steps again where the gradients are multiplied, for pages whose step has no scale.
 *
 * The first three ask for the same bits. Where the bits differ and both answers are what the page accepts, as where a
 * vector loop and its remainder round differently, that is told as a convention.
 */
export async function checkStepBehaviour(context: CheckContext, page: Page): Promise<CheckOutcome> {
  const { kernel, arithmetic, effort } = context;
  const { format } = arithmetic;
  const [plain, , elsewhere] = optimizerExperiments(page, format, kernel.hyper);
  const run = (experiment: Experiment) => runExperiment(page, kernel, experiment, format);
  const alone = await run(plain!);
  const tally = new Tally(arithmetic);
  const findings: FindingDraft[] = [];
  const conventions: string[] = [];
  const cache = new CriterionCache(page);
  const model = answerModel(page, [alone], arithmetic)?.model;
  const sound = (trace: Trace): boolean => model !== undefined && conformsTo(trace, model, arithmetic, cache);
  const report = (says: string, experiment: Experiment, diagnosis?: FindingDraft['diagnosis']): void => {
    const script = describeExperiment(experiment);
    const verdict: Verdict = { kind: 'fail', why: 'behaviour' };
    findings.push({ verdict, message: says, script, ...(diagnosis ? { diagnosis } : {}) });
  };

  if (isElementwise(page)) {
    const moved = rearranged(plain!);
    const trace = await run(moved.experiment);
    const expected = alone.observations.map((observation) => moved.apply(observation));
    const difference = firstDifference(expected, trace.observations, arithmetic);
    tally.countSpecial(!difference);
    if (difference && sound(alone) && sound(trace))
      conventions.push(`the last digits of an answer depend on the place of its element (${difference.spread})`);
    else if (difference)
      report(
        `an element's answer depends on its place or on other elements: in another order ${difference.key} changes at step ${difference.step}`,
        moved.experiment,
      );
  }

  const other = elsewhere && shortened(elsewhere, 5);
  if (other && !effort.expired()) {
    const together = await interleaved(page, kernel, plain!, other, format);
    const difference = firstDifference(alone.observations, together, arithmetic);
    tally.countSpecial(!difference);
    if (difference) {
      const says = `parameter groups are not independent: ${difference.key} changes at step ${difference.step} when a group of another length and other hyper-parameters is stepped in turn`;
      report(says, plain!, behaviourRecord(says, difference.key, difference.step, difference.element));
    }
  }

  if (!effort.expired()) {
    const experiment = withRestore(plain!);
    const trace = await run(experiment);
    const restoration = model && restorationOf(trace, model, arithmetic);
    if (!model) conventions.push('saving and restoring was not judged: no equation describes the steps themselves');
    else if (!restoration)
      conventions.push('saving and restoring was not tried: the subject has no state() or no load()');
    else {
      const says = saysRestoration(restoration);
      tally.countSpecial(says === undefined);
      if (restoration.kind === 'counts-anew')
        conventions.push('the number of the step is not saved: a restored instance counts from 1');
      if (says !== undefined)
        report(
          says,
          experiment,
          behaviourRecord(says, [...alone.observations[0]!.outputs.keys()][0]!, RESTORED_AFTER + 1, 0),
        );
    }
  }

  if (
    model &&
    model.patches.length === 0 &&
    isScaleInvariant(page) &&
    kernel.hyper?.epsilon === undefined &&
    !effort.expired()
  ) {
    const fault = await scaleFault(context, page, dyadicSetting(page, 0));
    tally.countSpecial(fault === undefined);
    if (fault) report(fault.says, fault.experiment);
  }

  const verdict = findings[0]?.verdict ?? verdictOf(tally, effort.expired());
  if (findings.length === 0 && verdict.kind !== 'pass') findings.push({ verdict });
  return { verdict, tally, findings, conventions };
}

/** The elements backwards, and what they should then be. */
function rearranged(plain: Experiment): { experiment: Experiment; apply: (o: Observation) => Observation } {
  const length = plain.extents.get(LANE) ?? 1;
  const experiment = withNumbers({ ...plain, id: 'another order' }, (values) => values.toReversed());
  const turn = (values: ReadonlyMap<string, Float64Array>) =>
    new Map([...values].map(([key, each]) => [key, each.length === length ? each.toReversed() : each]));
  const apply = (o: Observation): Observation => ({ ...o, outputs: turn(o.outputs), after: o.after && turn(o.after) });
  return { experiment, apply };
}

/** The first elements only. */
const shortened = (experiment: Experiment, length: number): Experiment => ({
  ...withNumbers(experiment, (values) => values.slice(0, length)),
  id: `${experiment.id}, ${length} elements`,
  extents: new Map([[LANE, length]]),
});

function withRestore(plain: Experiment): Experiment {
  const commands = [...plain.commands.slice(0, RESTORED_AFTER), { kind: 'restore' } as const];
  return { ...plain, id: 'saved and restored', commands: [...commands, ...plain.commands.slice(RESTORED_AFTER)] };
}
