import type { Hyperparameters } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import type { Verdict } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import { conflict } from '../../spec/language/patch.ts';
import {
  type StatelessCase,
  type StatelessDiagnosis,
  StatelessDiagnostician,
} from '../diagnosis/diagnose-stateless.ts';
import { epochsOf, FROM_ONE, OWN_CLOCK, type ScheduleClock, stepsPerEpoch } from '../diagnosis/schedule-clock.ts';
import { valueExpression } from '../diagnosis/stateless-expression.ts';
import { designedSchedules, drawnSchedules } from '../generate/schedule-settings.ts';
import { describeHyper } from '../generate/settings.ts';
import { isFailure } from '../judge/accuracy-class.ts';
import { Criterion } from '../judge/criterion.ts';
import { LANE } from '../judge/point.ts';
import { Tally } from '../judge/tally.ts';
import { findingOf, verdictOf } from '../judge/verdict.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { scalarKeys } from './scalar.ts';
import { type FirstWrong, whereItBreaks } from './schedule-break.ts';
import {
  askRates,
  askSchedule,
  type Rates,
  type ScheduleRun,
  scheduleCase,
  schedulePoint,
  timeKey,
} from './schedule-run.ts';

/** Further runs, drawn anew for every seed: more of them where they are short, until enough steps were asked for. */
const DRAWN = 6;
const MOST_DRAWN = 24;
const ENOUGH_STEPS = 1024;

/** What the page says the rates are: its own formula, or that of an accepted variant, at the steps that a clock means. */
interface Reading {
  readonly patches: readonly string[];
  readonly clock: ScheduleClock;
}

/** All runs judged by one reading. */
interface Judged {
  readonly tally: Tally;
  /** The first wrong rate of the first run that has one. */
  readonly first?: FirstWrong;
  readonly conventions: readonly string[];
  /** Everything is right up to the end of each run. */
  readonly rightWithin: boolean;
}

/** Judges every step of a schedule, junctions included, under designed hyper-parameters and drawn ones. */
export async function checkSchedule(context: CheckContext, page: Page): Promise<CheckOutcome> {
  return new ScheduleCheck(context, page).outcome();
}

class ScheduleCheck {
  readonly #context: CheckContext;
  readonly #page: Page;
  readonly #output: string;
  readonly #criteria = new Map<string, Criterion>();
  #runs: ScheduleRun[] = [];

  constructor(context: CheckContext, page: Page) {
    this.#context = context;
    this.#page = page;
    this.#output = scalarKeys(page).output;
  }

  async outcome(): Promise<CheckOutcome> {
    const { kernel, effort } = this.#context;
    const designed = effort.sweep ? designedSchedules(this.#page, kernel) : [];
    for (const hyper of designed) await this.#ask(hyper);
    let steps = 0;
    for (const [i, hyper] of drawnSchedules(this.#page, kernel, effort.seed, MOST_DRAWN).entries()) {
      if (i < DRAWN || steps < ENOUGH_STEPS) steps += await this.#ask(hyper);
    }
    const own = { patches: [], clock: OWN_CLOCK };
    const plainly = this.#judge(own);
    if (plainly.tally.failures === 0) return this.#told(plainly, own);

    let answer = this.#diagnose(plainly.rightWithin, OWN_CLOCK);
    if (isAccepted(answer)) {
      const variant = this.#asVariant(answer, OWN_CLOCK);
      if (variant) return variant;
      // It is right to the end and not after it: what happens there is asked for as well.
      answer = this.#diagnose(true, OWN_CLOCK);
      const outcome = isAccepted(answer) ? this.#asVariant(answer, OWN_CLOCK) : undefined;
      if (outcome) return outcome;
    }
    // One mistake is likelier than another way to count, and two of them are less likely.
    const isSingle = answer.hypotheses[0]?.ids.length === 1 && answer.kind !== 'not-separated';
    const otherwise = isSingle ? undefined : await this.#otherClock();
    return otherwise ?? this.#failed(plainly, answer);
  }

  /** How many steps were asked for. */
  async #ask(hyper: Hyperparameters): Promise<number> {
    if (this.#context.effort.expired()) return 0;
    const run = await askSchedule(this.#context, this.#page, hyper, this.#end(hyper));
    this.#runs.push(run);
    return run.within.steps.length;
  }

  /**
   * The last step of a run: the total, or one less where the page reaches its last rate there, since the first step has
   * the number 0. Undefined for a schedule that has no total.
   */
  #end(hyper: Hyperparameters): number | undefined {
    const total = this.#page.symbols.has('totalSteps') ? hyper.totalSteps : undefined;
    if (total === undefined) return undefined;
    const { lower, upper } = this.#criterion([]).exact(
      schedulePoint(this.#page, hyper, Float64Array.of(total - 1, total)),
    );
    return lower[0]! <= upper[1]! && lower[1]! <= upper[0]! ? total - 1 : total;
  }

  #criterion(patches: readonly string[]): Criterion {
    const name = patches.join(' ');
    let criterion = this.#criteria.get(name);
    if (!criterion) {
      const [page, output] = [this.#page, this.#output];
      const expression = valueExpression(page, output, patches);
      criterion = new Criterion(page, output, expression, [LANE], page.scale.get(output));
      this.#criteria.set(name, criterion);
    }
    return criterion;
  }

  #judge({ patches, clock }: Reading): Judged {
    const { arithmetic } = this.#context;
    const criterion = this.#criterion(patches);
    const tally = new Tally(arithmetic);
    const conventions = new Set<string>();
    let first: FirstWrong | undefined;
    let rightWithin = true;
    const count = (run: ScheduleRun, rates: Rates, last?: number): void => {
      const one = scheduleCase(this.#page, run.hyper, rates, clock, last);
      const judgement = criterion.judge(one.got, one.point, arithmetic);
      const time = timeKey(this.#page);
      const input = (i: number) => ({ [time]: [one.steps[i]!], ...numbers(run.hyper) });
      tally.add({ criterion, point: one.point, got: one.got, judgement, input, place: (i) => one.steps[i]! });
      const wrong = judgement.classes.findIndex(isFailure);
      if (wrong >= 0) first ??= { hyper: run.hyper, step: one.steps[wrong]!, end: run.end };
    };
    const fails = (run: ScheduleRun, rates: Rates, last?: number): boolean =>
      this.#fails({ patches, clock }, run.hyper, rates, last);
    for (const run of this.#runs) {
      count(run, run.within);
      if (fails(run, run.within)) rightWithin = false;
    }
    for (const run of this.#runs) {
      const { beyond, end } = run;
      if (!beyond || end === undefined) continue;
      if (!fails(run, beyond)) count(run, beyond);
      else if (!fails(run, beyond, end)) {
        conventions.add('after the last step the rate stays where it is');
        count(run, beyond, end);
      } else if (rightWithin) count(run, beyond);
    }
    // The subject's words may name the step: those of one run are enough.
    const refusal = this.#runs.find((run) => run.refusal !== undefined)?.refusal;
    if (refusal !== undefined) conventions.add(`after the last step there is no rate: ${refusal}`);
    if (clock.says !== '') conventions.add(clock.says);
    return { tally, conventions: [...conventions], rightWithin, ...(first ? { first } : {}) };
  }

  #fails({ patches, clock }: Reading, hyper: Hyperparameters, rates: Rates, last?: number): boolean {
    const { got, point } = scheduleCase(this.#page, hyper, rates, clock, last);
    return this.#criterion(patches).judge(got, point, this.#context.arithmetic).classes.some(isFailure);
  }

  /**
   * Whether a change of the page has the rates after the end as well, if there are any: as they are, held, or as an
   * accepted variant goes on. A name that is right up to the end only is a wrong one.
   */
  #goesOn(patches: readonly string[], clock: ScheduleClock): boolean {
    const page = this.#page;
    const variants = [...page.patches.values()].filter(({ kind, id }) => kind === 'variant' && !patches.includes(id));
    const combined = variants
      .map(({ id }) => [...patches, id])
      .filter((ids) => patches.every((id) => !page.modes.some((mode) => conflict(page, mode, id, ids.at(-1)!))));
    const holds = (ids: readonly string[], held: boolean): boolean =>
      this.#runs.every(
        ({ hyper, beyond, end }) =>
          !beyond || !this.#fails({ patches: ids, clock }, hyper, beyond, held ? end : undefined),
      );
    return holds(patches, false) || holds(patches, true) || combined.some((ids) => holds(ids, false));
  }

  /** The outcome under accepted variants, if nothing fails there. */
  #asVariant({ hypotheses }: StatelessDiagnosis, clock: ScheduleClock): CheckOutcome | undefined {
    const reading = { patches: hypotheses[0]!.ids, clock };
    const judged = this.#judge(reading);
    return judged.tally.failures === 0 ? this.#told(judged, reading) : undefined;
  }

  /**
   * The smallest change of the page that explains the rates.
   *
   * @param afterwards whether the steps after the end are to be explained too
   */
  #diagnose(afterwards: boolean, clock: ScheduleClock): StatelessDiagnosis {
    const page = this.#page;
    const criterion = this.#criterion([]);
    const cases: StatelessCase[] = [];
    for (const { hyper, within, beyond } of this.#runs) {
      cases.push(scheduleCase(page, hyper, within, clock));
      if (afterwards && beyond) cases.push(scheduleCase(page, hyper, beyond, clock));
    }
    const { expression, indices, scale } = criterion;
    const question = { page, output: this.#output, label: this.#output, expression, indices, scale };
    const { arithmetic } = this.#context;
    // An accepted variant is then judged as a whole.
    const isVariant = (id: string): boolean => page.patches.get(id)?.kind === 'variant';
    const admits = (ids: readonly string[]): boolean => ids.every(isVariant) || this.#goesOn(ids, clock);
    return new StatelessDiagnostician({ ...question, arithmetic, cases, valuesHold: false, admits }).diagnose(true);
  }

  /** The outcome under another way to count, if the page or an accepted variant holds with it. */
  async #otherClock(): Promise<CheckOutcome | undefined> {
    const asked = this.#runs;
    for (const clock of [FROM_ONE, this.#epochs()]) {
      if (!clock) continue;
      this.#runs = clock === FROM_ONE ? asked : await this.#asEpochs(clock);
      const judged = this.#judge({ patches: [], clock });
      if (judged.tally.failures === 0) return this.#told(judged, { patches: [], clock });
      const answer = this.#diagnose(judged.rightWithin, clock);
      const outcome = isAccepted(answer) ? this.#asVariant(answer, clock) : undefined;
      if (outcome) return outcome;
    }
    this.#runs = asked;
    return undefined;
  }

  #epochs(): ScheduleClock | undefined {
    const lengths = new Set<number | undefined>();
    for (const { hyper, within } of this.#runs) {
      const { point } = scheduleCase(this.#page, hyper, within, OWN_CLOCK);
      const page = this.#criterion([]).exact(point).lower;
      // A run in which the page itself never changes says nothing.
      if (page.every((rate) => rate === page[0])) continue;
      if (within.steps[0] === 0) lengths.add(stepsPerEpoch({ got: within.got, page }));
    }
    const known = [...lengths].filter((length) => length !== undefined);
    return known.length === 1 ? epochsOf(known[0]!) : undefined;
  }

  /** The same runs at the first and last step of every epoch, the whole run in epochs. */
  async #asEpochs(clock: ScheduleClock): Promise<ScheduleRun[]> {
    const runs: ScheduleRun[] = [];
    const format = FORMATS[this.#context.arithmetic.format];
    for (const { hyper, within, end } of this.#runs) {
      const ends = [...within.steps].flatMap((epoch) => [clock.back(epoch), clock.back(epoch + 1) - 1]);
      const steps = Float64Array.from(ends).filter((t) => roundNumber(format, t) === t);
      runs.push({ hyper, end, within: await askRates(this.#context, this.#page, hyper, steps) });
    }
    return runs;
  }

  /** What holds, or is only unstable. */
  #told({ tally, conventions, first }: Judged, { patches }: Reading): CheckOutcome {
    const verdict = verdictOf(tally, this.#context.effort.expired());
    const titles = patches.map((id) => this.#page.patches.get(id)!.title);
    const outcome = { tally, conventions: [...titles, ...conventions] };
    if (verdict.kind !== 'pass') {
      return { ...outcome, verdict, findings: [{ ...findingOf(tally, verdict), ...scriptOf(first) }] };
    }
    if (patches.length === 0) return { ...outcome, verdict, findings: [] };
    return { ...outcome, verdict: { kind: 'variant', name: patches.join(' + ') }, findings: [] };
  }

  #failed({ tally, conventions, first, rightWithin }: Judged, answer: StatelessDiagnosis): CheckOutcome {
    const named = answer.kind === 'named' || answer.kind === 'equal';
    const verdict: Verdict = named
      ? { kind: 'mistake', names: [...answer.hypotheses[0]!.ids] }
      : verdictOf(tally, this.#context.effort.expired());
    const diagnosis = first
      ? { ...answer.diagnosis, breaks: { ...answer.diagnosis.breaks!, step: first.step } }
      : answer.diagnosis;
    const message = first && whereItBreaks(first, rightWithin);
    const finding: FindingDraft = { ...findingOf(tally, verdict), diagnosis, ...scriptOf(first) };
    return { verdict, tally, conventions, findings: [{ ...finding, ...(message ? { message } : {}) }] };
  }
}

const isAccepted = ({ hypotheses }: StatelessDiagnosis): boolean =>
  hypotheses.length > 0 && hypotheses.every(({ accepted }) => accepted);

const numbers = (hyper: Hyperparameters): Record<string, readonly number[]> =>
  Object.fromEntries(Object.entries(hyper).map(([key, value]) => [key, [value]]));

const scriptOf = (first: FirstWrong | undefined): { readonly script?: readonly string[] } =>
  first ? { script: [`hyper-parameters ${describeHyper(first.hyper)}`] } : {};
