import fc from 'fast-check';
import { type DiagnosisResult, Diagnostician } from '../diagnosis/diagnose.ts';
import type { Hypothesis } from '../diagnosis/hypotheses.ts';
import { modelOf, withUndefined } from '../diagnosis/hypothetical-model.ts';
import type { Experiment } from '../stateful/experiment.ts';
import { CriterionCache, judgeTrace, reproduces } from '../stateful/judge-trace.ts';
import type { Model } from '../stateful/model.ts';
import { runExperiment, type Trace } from '../stateful/trace.ts';
import type { CheckContext } from './check.ts';
import type { StatefulPlan } from './stateful.ts';

/**
 * Experiments drawn to confirm a name, for each that judging would draw. They end nothing but a wrong name, so more cost
 * time only: with one for one, as the token edits are judged, Lion's `2 - beta_1` still passed for a missing factor.
 */
const DRAWN = 4;

/**
 * The change of the page that explains the fixed experiments, and the drawn ones as well. A name that one of those
 * refutes is the name of something else that looks alike so far: the search begins again with what refuted it.
 *
 * Accepted variants are not asked here, since the random phase judges the subject against them.
 */
export async function confirmedDiagnosis(
  context: CheckContext,
  plan: StatefulPlan,
  traces: readonly Trace[],
): Promise<DiagnosisResult> {
  const { kernel, arithmetic, effort } = context;
  const { page, mode } = plan;
  const cache = new CriterionCache(page);
  const isRefuted = (model: Model, trace: Trace): boolean => {
    for (const judged of judgeTrace(trace, model, arithmetic, cache)) {
      if ((mode === undefined || judged.observation.mode === mode) && !reproduces(withUndefined(judged))) return true;
    }
    return false;
  };
  const refutes = (trace: Trace, hypotheses: readonly Hypothesis[]): boolean =>
    hypotheses.some((hypothesis) => {
      const model = modelOf(page, hypothesis);
      return model !== undefined && isRefuted(model, trace);
    });

  const known = [...traces];
  const experiments: Experiment[] = fc.sample(plan.random, { seed: effort.seed, numRuns: DRAWN * effort.runs });
  const drawn: Trace[] = [];
  for (;;) {
    const result = new Diagnostician(page, known, arithmetic, mode).diagnose();
    const { hypotheses } = result;
    if (hypotheses.length === 0 || hypotheses.every(({ accepted }) => accepted)) return result;
    let contradiction: Trace | undefined;
    for (const [i, experiment] of experiments.entries()) {
      if (effort.expired()) break;
      drawn[i] ??= await runExperiment(page, kernel, experiment, arithmetic.format);
      if (!known.includes(drawn[i]) && refutes(drawn[i], hypotheses)) {
        contradiction = drawn[i];
        break;
      }
    }
    if (!contradiction) return result;
    known.push(contradiction);
  }
}
