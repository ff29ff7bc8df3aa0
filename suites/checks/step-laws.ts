import fc from 'fast-check';
import type { Hyperparameters } from '../../adapters/contract.ts';
import { compileTape } from '../../reference/float64/tape.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { deriveK } from '../../reference/primitives.ts';
import type { Expression } from '../../spec/language/expression.ts';
import type { Law, Page } from '../../spec/language/page.ts';
import { answerModel } from '../diagnosis/answer-model.ts';
import { optimizerExperimentArbitrary, optimizerExperiments } from '../generate/optimizer-experiments.ts';
import type { Bounds } from '../judge/classify.ts';
import { numeralOf } from '../judge/example.ts';
import { indicesOf, LANE, symbolKey } from '../judge/point.ts';
import { Tally } from '../judge/tally.ts';
import { verdictOf } from '../judge/verdict.ts';
import { judgingWidening } from '../judge/widening.ts';
import { describeExperiment, type Experiment } from '../stateful/experiment.ts';
import { buildModel } from '../stateful/model.ts';
import { type Observation, runExperiment, type Trace } from '../stateful/trace.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { RelationJudge } from './law-violation.ts';

/** A page with fewer laws than this has each of them tried more often, so that no page is judged by a handful of values. */
const LAWS_FOR_ONE_RUN = 4;

/**
 * Laws of a stateful operator: fixed and random experiments are run again under each law's hypotheses ("where g = 0"), and
 * both sides are evaluated with what the `mixed` class excuses. A law is broken where the two intervals exclude it.
 */
export async function checkStepLaws(context: CheckContext, page: Page): Promise<CheckOutcome> {
  const { kernel, arithmetic, effort } = context;
  const { format } = arithmetic;
  const numRuns = effort.runs * Math.ceil(LAWS_FOR_ONE_RUN / page.laws.length);
  const drawn = fc.sample(optimizerExperimentArbitrary(page, format, kernel.hyper), { seed: effort.seed, numRuns });
  const experiments = [...(effort.sweep ? optimizerExperiments(page, format, kernel.hyper) : []), ...drawn];
  const tally = new Tally(arithmetic);
  const findings: FindingDraft[] = [];
  const skipped: string[] = [];
  const model = buildModel(page, []);
  const roots = [...model.modes.values()].flatMap((mode) => [...mode.local.values()]);
  const { K } = deriveK(roots);
  const widening = judgingWidening(
    page,
    FORMATS[arithmetic.format],
    FORMATS[arithmetic.scalarFormat],
    K,
    arithmetic.flushes,
  );
  let variant: { readonly name: string | undefined } | undefined;
  for (const law of page.laws) {
    for (const plain of experiments) {
      if (effort.expired()) break;
      const experiment = underHypotheses(page, law, plain);
      if (!experiment) {
        skipped.push(`law "${law.id}" was not tried: it starts from a state other than the initial one`);
        break;
      }
      const trace = await runExperiment(page, kernel, experiment, arithmetic.format);
      // A hypothesis about the state before the step ("where m = 0") holds for certain at the first step only.
      const fromState = [...law.where.keys()].some((key) => page.symbols.get(key)?.role === 'state');
      const observations = fromState ? trace.observations.slice(0, 1) : trace.observations;
      const finding = observations
        .map((o) => judgeLaw(page, law, o, before(trace, o), experiment, widening, tally, context))
        .find(Boolean);
      if (!finding) continue;
      variant ??= { name: await acceptedVariant(context, page) };
      if (variant.name === undefined) {
        findings.push(finding);
        tally.countSpecial(false);
      } else skipped.push(`law "${law.id}" is one of the page, and not of the accepted variant "${variant.name}"`);
      break;
    }
  }
  const verdict = findings[0]?.verdict ?? verdictOf(tally, effort.expired());
  if (findings.length === 0 && verdict.kind !== 'pass') findings.push({ verdict });
  return { verdict, tally, findings, conventions: [...new Set(skipped)] };
}

/** The name of the accepted variant that the subject is; undefined for the page itself, and for anything else. */
async function acceptedVariant({ kernel, arithmetic }: CheckContext, page: Page): Promise<string | undefined> {
  const [plain] = optimizerExperiments(page, arithmetic.format, kernel.hyper);
  const trace = await runExperiment(page, kernel, plain!, arithmetic.format);
  const answer = answerModel(page, [trace], arithmetic);
  return answer?.accepted && answer.model.patches.length > 0 ? answer.model.patches.join(' + ') : undefined;
}

/** The experiment with the law's symbols held at their values; undefined where the state cannot be had. */
function underHypotheses(page: Page, law: Law, plain: Experiment): Experiment | undefined {
  const hyper: Record<string, number> = { ...plain.hyper };
  const fixedInputs = new Map<string, number>();
  for (const [key, expression] of law.where) {
    const value = constantOf(expression);
    const symbol = page.symbols.get(key);
    if (value === undefined || !symbol) return undefined;
    if (symbol.role === 'hyper') hyper[key] = value;
    else if (symbol.role === 'input') fixedInputs.set(key, value);
    else if (symbol.role === 'state') {
      const initial = symbol.initial ? Number(symbol.initial.num) / Number(symbol.initial.den) : 0;
      if (value !== initial) return undefined;
    } else return undefined;
  }
  // A change in mid-run could undo a hypothesis about a hyper-parameter.
  const commands = plain.commands
    .filter((command) => command.kind !== 'set')
    .map((command) => {
      if (command.kind !== 'step') return command;
      const inputs = Object.fromEntries(
        Object.entries(command.inputs).map(([key, values]) => {
          const value = fixedInputs.get(key);
          return [key, value === undefined ? values : values.map(() => value)];
        }),
      );
      return { kind: 'step' as const, inputs };
    });
  return { ...plain, id: `${plain.id}, ${law.id}`, hyper: hyper as Hyperparameters, commands };
}

function constantOf(expression: Expression): number | undefined {
  const [result] = compileTape([expression], { indicesOf: () => [] }, [[]]).run({
    symbols: new Map(),
    extents: new Map(),
  });
  return result!.lower[0] === result!.upper[0] ? result!.lower[0] : undefined;
}

/** The states before a step: as loaded, as they were after the step before, or initial. */
function before(trace: Trace, observation: Observation): ReadonlyMap<string, Float64Array> {
  const at = trace.observations.indexOf(observation);
  if (observation.loaded) return observation.loaded;
  return trace.observations[at - 1]?.after ?? new Map();
}

function judgeLaw(
  page: Page,
  law: Law,
  observation: Observation,
  earlier: ReadonlyMap<string, Float64Array>,
  experiment: Experiment,
  widening: ReturnType<typeof judgingWidening>,
  tally: Tally,
  context: CheckContext,
): FindingDraft | undefined {
  const symbols = new Map<string, Bounds>();
  const put = (key: string, lag: 0 | 1, values: Float64Array) => {
    symbols.set(symbolKey(key, lag), { lower: values, upper: values });
  };
  for (const symbol of page.symbols.values()) {
    if (symbol.role === 'hyper' && observation.hyper[symbol.key] !== undefined) {
      put(symbol.key, 0, Float64Array.of(observation.hyper[symbol.key]!));
    }
    if (symbol.role === 'time') put(symbol.key, 0, Float64Array.of((symbol.from ?? 1) + observation.step - 1));
  }
  for (const [key, values] of observation.inputs) put(key, page.symbols.get(key)?.role === 'parameter' ? 1 : 0, values);
  for (const [key, values] of [...observation.outputs, ...(observation.after ?? [])]) put(key, 0, values);
  for (const [key, values] of earlier) put(key, 1, values);
  const { extents } = experiment;
  const count = extents.get(LANE) ?? 1;
  const hypotheses = law.given.map((given) => new RelationJudge(given, (key) => indicesOf(page, key), [LANE]));
  let supposed: (i: number) => boolean;
  try {
    const sides = hypotheses.map((one) => ({ one, sides: one.sides({ symbols, extents }) }));
    supposed = (i) => sides.every(({ one, sides: both }) => one.certain(both, i));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  for (const relation of law.relations) {
    const judge = new RelationJudge(relation, (key) => indicesOf(page, key), [LANE]);
    let sides: ReturnType<RelationJudge['sides']>;
    try {
      sides = judge.sides({ symbols, extents }, widening);
    } catch (error) {
      // The law speaks of a state that this subject does not show: nothing to compare.
      if (error instanceof RangeError) return undefined;
      throw error;
    }
    for (let i = 0; i < count; i++) {
      if (!supposed(i)) continue;
      if (!judge.violated(sides, i)) {
        tally.countSpecial(true);
        continue;
      }
      const { format } = context.arithmetic;
      const [key, values] = [...observation.outputs][0]!;
      return {
        verdict: { kind: 'fail', why: 'law' },
        counterexample: {
          input: Object.fromEntries(
            [...observation.inputs].map(([k, v]) => [k, [...v].map((x) => numeralOf(format, x))]),
          ),
          output: key,
          element: i,
          step: observation.step,
          expected: { decimal: `${law.id}: ${law.latex}` },
          got: numeralOf(format, values[i]!),
          ulp: null,
          score: null,
          class: 'fail',
        },
        script: describeExperiment(experiment),
        message: `the law "${law.id}" (${page.id}.md:${law.span.line}) is broken at step ${observation.step}, element ${i}: [${sides.left.lower[i]}, ${sides.left.upper[i]}] against [${sides.right.lower[i]}, ${sides.right.upper[i]}]`,
      };
    }
  }
  return undefined;
}
