import fc from 'fast-check';
import type { Hyperparameters } from '../../adapters/contract.ts';
import { compileTape } from '../../reference/float64/tape.ts';
import type { Expression } from '../../spec/language/expression.ts';
import type { Law, Page } from '../../spec/language/page.ts';
import { answerModel } from '../diagnosis/answer-model.ts';
import { optimizerExperimentArbitrary, optimizerExperiments } from '../generate/optimizer-experiments.ts';
import { Tally } from '../judge/tally.ts';
import { verdictOf } from '../judge/verdict.ts';
import type { Experiment } from '../stateful/experiment.ts';
import { type Observation, runExperiment, type Trace } from '../stateful/trace.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { type LawRun, StepLawJudge } from './step-law-judge.ts';

/** A page with fewer laws than this has each of them tried more often, so that no page is judged by a handful of values. */
const LAWS_FOR_ONE_RUN = 4;

/** Experiments that are judged at once, in one long vector. */
const AT_ONCE = 32;

/**
 * Laws of a stateful operator: fixed and random experiments are run again under each law's hypotheses ("where g = 0"), and
 * both sides are evaluated with what the `mixed` class excuses. A law is broken where the two intervals exclude it.
 */
export async function checkStepLaws(context: CheckContext, page: Page): Promise<CheckOutcome> {
  const { kernel, arithmetic, effort } = context;
  const { format } = arithmetic;
  const judges = page.laws.map((law) => ({ law, judge: new StepLawJudge(page, law, arithmetic) }));
  const fixed = optimizerExperiments(page, format, kernel.hyper);
  const seen = await runExperiment(page, kernel, fixed[0]!, format);
  const askable = judges.filter(({ judge }) => judge.hidden(seen).length === 0).length;
  const numRuns = effort.runs * Math.ceil(LAWS_FOR_ONE_RUN / Math.max(1, askable));
  const drawn = fc.sample(optimizerExperimentArbitrary(page, format, kernel.hyper), { seed: effort.seed, numRuns });
  const experiments = [...(effort.sweep ? fixed : []), ...drawn];
  const tally = new Tally(arithmetic);
  const findings: FindingDraft[] = [];
  const conventions = new Set<string>();
  let variant: { readonly name: string | undefined } | undefined;
  // Laws that hold nothing the subject is given ask for the same runs.
  const common: Trace[] = [];
  for (const { law, judge } of judges) {
    const hidden = judge.hidden(seen);
    if (hidden.length > 0) {
      conventions.add(`law "${law.id}" was not tried: the subject does not show ${hidden.join(' and ')}`);
      continue;
    }
    const held = heldBy(law);
    const tried = experiments.map((plain) => underHypotheses(page, held, plain));
    if (!tried.every((experiment) => experiment !== undefined)) {
      conventions.add(`law "${law.id}" was not tried: it starts from a state other than the initial one`);
      continue;
    }
    const changesNothing = [...held.keys()].every((key) => !['hyper', 'input'].includes(page.symbols.get(key)!.role));
    const traces = changesNothing ? common : [];
    let finding: FindingDraft | undefined;
    for (let from = 0; from < tried.length && !finding; from += AT_ONCE) {
      const runs: LawRun[] = [];
      for (let i = from; i < Math.min(from + AT_ONCE, tried.length) && !effort.expired(); i++) {
        const trace = (traces[i] ??= await runExperiment(page, kernel, tried[i]!, format));
        runs.push({ trace, observations: supposedSteps(page, held, trace) });
      }
      finding = judge.judge(runs, tally);
    }
    if (!finding) continue;
    variant ??= { name: await acceptedVariant(context, page) };
    if (variant.name === undefined) {
      findings.push(finding);
      tally.countSpecial(false);
    } else conventions.add(`law "${law.id}" is one of the page, and not of the accepted variant "${variant.name}"`);
  }
  if (tally.judged === 0 && conventions.size > 0 && !effort.expired()) {
    return {
      verdict: { kind: 'unsupported', reason: [...conventions].join('; ') },
      tally,
      findings: [],
      conventions: [],
    };
  }
  const verdict = findings[0]?.verdict ?? verdictOf(tally, effort.expired());
  if (findings.length === 0 && verdict.kind !== 'pass') findings.push({ verdict });
  return { verdict, tally, findings, conventions: [...conventions] };
}

/** The symbols that a law holds at a value ("where g = 0"); undefined where that is no number. */
type HeldSymbols = ReadonlyMap<string, number | undefined>;

const heldBy = (law: Law): HeldSymbols =>
  new Map([...law.where].map(([key, expression]) => [key, constantOf(expression)]));

/**
 * The steps at which a law's suppositions hold for certain: one about the state before the step ("where m = 0") at the
 * first step only, one about the number of the step at that step.
 */
function supposedSteps(page: Page, held: HeldSymbols, trace: Trace): readonly Observation[] {
  return trace.observations.filter(({ step }) =>
    [...held].every(([key, value]) => {
      const symbol = page.symbols.get(key);
      if (symbol?.role === 'state') return step === 1;
      return symbol?.role !== 'time' || (symbol.from ?? 1) + step - 1 === value;
    }),
  );
}

/** The name of the accepted variant that the subject is; undefined for the page itself, and for anything else. */
async function acceptedVariant({ kernel, arithmetic }: CheckContext, page: Page): Promise<string | undefined> {
  const [plain] = optimizerExperiments(page, arithmetic.format, kernel.hyper);
  const trace = await runExperiment(page, kernel, plain!, arithmetic.format);
  const answer = answerModel(page, [trace], arithmetic);
  return answer?.accepted && answer.model.patches.length > 0 ? answer.model.patches.join(' + ') : undefined;
}

/** The experiment with the law's symbols held at their values; undefined where the state cannot be had. */
function underHypotheses(page: Page, held: HeldSymbols, plain: Experiment): Experiment | undefined {
  const hyper: Record<string, number> = { ...plain.hyper };
  const fixedInputs = new Map<string, number>();
  for (const [key, value] of held) {
    const symbol = page.symbols.get(key);
    if (value === undefined || !symbol) return undefined;
    if (symbol.role === 'hyper') hyper[key] = value;
    else if (symbol.role === 'input') fixedInputs.set(key, value);
    else if (symbol.role === 'state') {
      const initial = symbol.initial ? Number(symbol.initial.num) / Number(symbol.initial.den) : 0;
      if (value !== initial) return undefined;
    } else if (symbol.role !== 'time') return undefined;
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
  return { ...plain, id: `${plain.id}, under a law`, hyper: hyper as Hyperparameters, commands };
}

function constantOf(expression: Expression): number | undefined {
  const [result] = compileTape([expression], { indicesOf: () => [] }, [[]]).run({
    symbols: new Map(),
    extents: new Map(),
  });
  return result!.lower[0] === result!.upper[0] ? result!.lower[0] : undefined;
}
