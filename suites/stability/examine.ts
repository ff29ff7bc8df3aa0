import { FORMATS } from '../../reference/formats/format.ts';
import { roundBound, roundNumber } from '../../reference/formats/round.ts';
import { decide } from '../../reference/oracle.ts';
import type { Stability, StabilityThreshold } from '../../reports/record.ts';
import { Kinks } from '../checks/kinks.ts';
import { pointOf, type ScalarFunction, shownInput } from '../checks/scalar.ts';
import { classNamed, OVERFLOW } from '../judge/accuracy-class.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { numeralOf } from '../judge/example.ts';
import { environmentOf } from '../judge/point.ts';
import type { Batch } from '../judge/tally.ts';
import { axisPoints } from './axis.ts';
import { type Bracket, bisect } from './bisect.ts';
import { type Run, runsOf, type Side, sidesOf, tailOf } from './regions.ts';

/** What a subject answered at one input. */
interface Answer {
  readonly y: number;
  readonly code: number;
}

type Event = StabilityThreshold['event'];

const EVENTS: Readonly<Record<Event, (y: number) => boolean>> = {
  overflow: (y) => Math.abs(y) === Number.POSITIVE_INFINITY,
  underflow: (y) => y === 0,
  nan: Number.isNaN,
};

/**
 * Walk along the axis of a scalar function and find, to one float, where its accuracy class changes, and where it
 * overflows, underflows to 0 or becomes NaN for good; for these also where the exact result, rounded once, does.
 *
 * One call for the whole axis, then one a round of bisection for all ends together: at most 1 + the bits of the format.
 *
 * @param judged sees every batch of values as it is judged
 */
export async function examine(
  f: ScalarFunction,
  arithmetic: Arithmetic,
  judged: (batch: Batch) => void,
): Promise<Stability> {
  const { format } = arithmetic;
  const kinks = new Kinks(f, f.of === 'value' ? [] : f.page.kinks, arithmetic);
  const ask = async (x: Float64Array): Promise<{ got: Float64Array; code: Uint8Array }> => {
    const answers = await f.call(x);
    const point = pointOf(f.input, x, f.hyper);
    const judgement = f.criterion.judge(answers, point, arithmetic);
    const got = kinks.accept(x, answers, judgement);
    const { criterion } = f;
    judged({ criterion, point, got, judgement, input: (i) => shownInput(f, x[i]!), place: (i) => x[i]! });
    return { got: answers, code: judgement.classes };
  };
  const x = axisPoints(f.page, format);
  const { got, code } = await ask(x);
  const exact = exactTailValues(f, x, arithmetic);
  const sides = sidesOf(x, code, got);
  const exactSides = sidesOf(x, code, exact);

  const tails = sides.flatMap((side) => eventTails(side));
  const runs = sides.flatMap((side) => runsOf(side).map((run) => ({ side, run: toTheEnd(side, run, tails) })));
  const exactTails = exactSides.flatMap((side) => eventTails(side));
  const brackets: Bracket<Answer>[] = [
    ...runs.flatMap(({ side, run }) => runBrackets(side, run)),
    ...tails.flatMap(({ side, event, first }) => tailBracket<Answer>(side, first, ({ y }) => EVENTS[event](y))),
  ];
  const changes = await bisect(brackets, format, async (points) => {
    const answer = await ask(points);
    return Array.from(points, (_, i) => ({ y: answer.got[i]!, code: answer.code[i]! }));
  });
  const exactBrackets = exactTails.flatMap(({ side, event, first }) => tailBracket(side, first, EVENTS[event]));
  const exactChanges = await bisect(exactBrackets, format, async (points) =>
    Array.from(exactAt(f, points, arithmetic), (at) => at()),
  );

  const ends = changes.map(({ b }) => b);
  const regions = runs.map(({ side, run }) => {
    const [inner, outer] = [run.first > 0, run.last < side.x.length - 1];
    const from = inner ? ends.shift()! : side.x[run.first]!;
    const to = outer ? ends.shift()! : side.x[run.last]!;
    const open = inner ? (outer ? undefined : ('to' as const)) : outer ? ('from' as const) : ('both' as const);
    const place = { from: numeralOf(format, from), to: numeralOf(format, to) };
    return { output: f.label, class: classNamed(run.code), ...place, ...(open ? { open } : {}) };
  });
  const place = (known: readonly Tail[], found: number[]) =>
    new Map(known.map(({ side, event, first }) => [`${event} ${side.name}`, first > 0 ? found.shift()! : side.x[0]!]));
  const bySubject = place(tails, ends);
  const byExact = place(
    exactTails,
    exactChanges.map(({ b }) => b),
  );
  return { regions, thresholds: thresholdsOf(f.label, bySubject, byExact, arithmetic) };
}

interface Tail {
  readonly side: Side;
  readonly event: Event;
  readonly first: number;
}

function eventTails(side: Side): Tail[] {
  return (Object.keys(EVENTS) as Event[]).flatMap((event) => {
    const first = tailOf(side, EVENTS[event]);
    return first === undefined ? [] : [{ side, event, first }];
  });
}

/**
 * Infinity is measured as the first value beyond the format, so it is a good result of the very largest inputs; a run
 * of overflows goes on to the end all the same.
 */
function toTheEnd(side: Side, run: Run, tails: readonly Tail[]): Run {
  const endless = tails.some((tail) => tail.side === side && tail.event === 'overflow');
  return run.code === OVERFLOW && endless ? { ...run, last: side.x.length - 1 } : run;
}

const tailBracket = <T>(side: Side, first: number, holds: (answer: T) => boolean): Bracket<T>[] =>
  first === 0 ? [] : [{ a: side.x[first - 1]!, b: side.x[first]!, holds }];

/** The inner end of a run, then its outer one, where it has them. */
function runBrackets({ x }: Side, { code, first, last }: Run): Bracket<Answer>[] {
  const holds = (answer: Answer) => answer.code === code;
  return [
    ...(first > 0 ? [{ a: x[first - 1]!, b: x[first]!, holds }] : []),
    ...(last < x.length - 1 ? [{ a: x[last + 1]!, b: x[last]!, holds }] : []),
  ];
}

/** Thresholds in a fixed order; what holds on a whole side, in both, is no threshold. */
function thresholdsOf(
  output: string,
  subject: ReadonlyMap<string, number>,
  exact: ReadonlyMap<string, number>,
  { format }: Arithmetic,
): StabilityThreshold[] {
  const thresholds: StabilityThreshold[] = [];
  for (const event of Object.keys(EVENTS) as Event[]) {
    for (const side of ['negative', 'positive'] as const) {
      const [mine, theirs] = [subject.get(`${event} ${side}`), exact.get(`${event} ${side}`)];
      if (mine === undefined && theirs === undefined) continue;
      // From 0 or its neighbour on: the function is 0 on that side.
      if (mine === theirs && Math.abs(mine!) < 2 ** FORMATS[format].emin) continue;
      thresholds.push({
        output,
        event,
        side,
        ...(mine === undefined ? {} : { subject: numeralOf(format, mine) }),
        ...(theirs === undefined ? {} : { exact: numeralOf(format, theirs) }),
      });
    }
  }
  return thresholds;
}

/**
 * For each input what gives the exact value rounded once to the format, as far as it matters for an event: 0 without a
 * sign, and of what is neither 0 nor infinite any value. NaN where there is none.
 */
function exactAt(f: ScalarFunction, x: Float64Array, arithmetic: Arithmetic): (() => number)[] {
  const format = FORMATS[arithmetic.format];
  const point = pointOf(f.input, x, f.hyper);
  const { lower, upper } = f.criterion.exact(point);
  return Array.from(x, (_, i) => {
    const near = either(roundNumber(format, lower[i]!), roundNumber(format, upper[i]!));
    if (near !== undefined) return () => near;
    return () => {
      const decision = decide(f.criterion.expression, environmentOf(f.page, point, i), (enclosure) =>
        either(roundBound(format, enclosure.lower), roundBound(format, enclosure.upper)),
      );
      if (!decision.undecided) return decision.answer;
      return decision.reason === 'undefined' ? Number.NaN : UNKNOWN;
    };
  });
}

/** Nothing is claimed of a value that no precision decides: it is no event. */
const UNKNOWN = 1;

/** What both are: the same value, or two that are neither 0 nor infinite and have one sign. */
const either = (low: number, high: number): number | undefined =>
  low === high || (Number.isFinite(low) && Number.isFinite(high) && low * high > 0) ? low : undefined;

/**
 * The exact values of ascending inputs, from both ends inward to the first that is finite and not 0: no event can be a
 * tail beyond it, so that what lies between is not asked for and left NaN.
 */
function exactTailValues(f: ScalarFunction, x: Float64Array, arithmetic: Arithmetic): Float64Array {
  const values = new Float64Array(x.length).fill(Number.NaN);
  const at = exactAt(f, x, arithmetic);
  const isOrdinary = (i: number): boolean => {
    const value = (values[i] = at[i]!());
    return Number.isFinite(value) && value !== 0;
  };
  for (let i = 0; i < x.length && x[i]! < 0; i++) if (isOrdinary(i)) break;
  for (let i = x.length - 1; i >= 0 && x[i]! >= 0; i--) if (isOrdinary(i)) break;
  return values;
}
