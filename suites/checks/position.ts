import { FORMATS } from '../../reference/formats/format.ts';
import { roundNumber, roundRational } from '../../reference/formats/round.ts';
import { behaviourRecord } from '../diagnosis/record.ts';
import { isInDomain } from '../generate/settings.ts';
import { isFailure } from '../judge/accuracy-class.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { disagreement } from '../judge/disagreement.ts';
import { exhibit } from '../judge/example.ts';
import type { FindingDraft } from './check.ts';
import { nondeterministicFinding } from './repeated-call.ts';
import { pointOf, type ScalarFunction, shownInput } from './scalar.ts';

/** Every length up to one more than two vector registers of sixteen, so that each tail is met. */
const LONGEST = 33;

/** Long enough for the blocks and threads of a library. */
const LARGE = 1024;

/** Rotations of the values in a mixed vector of each length: with as many each place sees several of them. */
const ROTATIONS = 4;

/** Ordinary values of both signs; none is a place where an operator bends. */
const ORDINARY: readonly number[] = [
  0.3125, -1.6875, 2.4375, -0.0390625, 5.3125, -4.5625, 11.125, -20.375, 0.7, -0.55, 1.15,
];

/** Landmarks taken along with the ordinary values. */
const LANDMARKS = 6;

/** What comparing the answers to one scalar at every length and place told. */
export type PositionResult =
  | { readonly kind: 'same' }
  /** All answers are accepted, or none is: how they are rounded is the subject's own affair. */
  | { readonly kind: 'rounds-differently'; readonly convention: string }
  | { readonly kind: 'fault'; readonly finding: FindingDraft };

interface Answer {
  readonly y: number;
  /** Where it was first seen: the vector's length, the place in it, and what stood around it. */
  readonly length: number;
  readonly element: number;
  readonly uniform: boolean;
}

function valuesFor({ page, input, of }: ScalarFunction, arithmetic: Arithmetic): number[] {
  const format = FORMATS[arithmetic.format];
  const domain = page.symbols.get(input)!.domain;
  const bends = new Set(of === 'derivative' ? page.kinks.map((q) => roundRational(format, q)) : []);
  const landmarks = page.landmarks.slice(0, LANDMARKS).map((q) => roundRational(format, q));
  const values = [...ORDINARY.map((x) => roundNumber(format, x)), ...landmarks];
  return [...new Set(values)].filter((x) => Number.isFinite(x) && isInDomain(x, domain) && !bends.has(x));
}

/** Vectors in which the values stand at every place: equal ones, and mixed ones in several rotations. */
function* vectors(values: readonly number[]): Generator<{ x: Float64Array; uniform: boolean }> {
  const at = (i: number): number => values[i % values.length]!;
  for (const length of [...Array.from({ length: LONGEST - 1 }, (_, i) => i + 2), LARGE]) {
    yield { x: new Float64Array(length).fill(at(length)), uniform: true };
    for (let turn = 0; turn < ROTATIONS; turn++) {
      const start = Math.floor((turn * values.length) / ROTATIONS) + length;
      yield { x: Float64Array.from({ length }, (_, i) => at(i + start)), uniform: false };
    }
  }
}

/**
 * The same scalar must get the same answer at any length, place and neighbourhood. Bits are compared, but sound
 * libraries take other instructions for a vector's body than for its tail and round differently there: that is a
 * convention to report as long as every answer is accepted. A fault is an answer outside the accepted classes where
 * another place gets one inside.
 */
export async function comparePositions(f: ScalarFunction, arithmetic: Arithmetic): Promise<PositionResult> {
  const values = valuesFor(f, arithmetic);
  if (values.length === 0) return { kind: 'same' };
  const alone = async (): Promise<Float64Array> => {
    const answers = new Float64Array(values.length);
    for (let i = 0; i < values.length; i++) answers[i] = (await f.call(Float64Array.of(values[i]!)))[0]!;
    return answers;
  };
  const first = await alone();
  const seen = new Map(
    values.map((x, i): [number, Answer[]] => [x, [{ y: first[i]!, length: 1, element: 0, uniform: true }]]),
  );
  for (const { x, uniform } of vectors(values)) {
    const got = await f.call(x);
    for (let i = 0; i < x.length; i++) {
      const answers = seen.get(x[i]!)!;
      if (answers.some(({ y }) => Object.is(y, got[i]))) continue;
      answers.push({ y: got[i]!, length: x.length, element: i, uniform });
    }
  }
  // Asked again at the end: what differs now depends on the calls in between.
  const twice = disagreement(first, await alone(), arithmetic.format);
  if (twice) return { kind: 'fault', finding: nondeterministicFinding(twice, `${f.input} = ${values[twice.element]}`) };
  return verdictOn(f, arithmetic, seen);
}

function verdictOn(
  f: ScalarFunction,
  arithmetic: Arithmetic,
  seen: ReadonlyMap<number, readonly Answer[]>,
): PositionResult {
  let farthest = '';
  for (const [x, answers] of seen) {
    if (answers.length === 1) continue;
    const got = Float64Array.from(answers, ({ y }) => y);
    const point = pointOf(f.input, new Float64Array(got.length).fill(x), f.hyper);
    const { classes } = f.criterion.judge(got, point, arithmetic);
    const wrong = classes.findIndex(isFailure);
    const right = classes.findIndex((code) => !isFailure(code));
    if (wrong >= 0 && right >= 0) {
      const says = sentence(f, x, answers[wrong]!, answers[right]!);
      const { example, certificate } = exhibit(
        f.criterion,
        point,
        got[wrong]!,
        wrong,
        classes[wrong]!,
        arithmetic,
        shownInput(f, x),
        undefined,
        'decimal',
      );
      const element = answers[wrong]!.element;
      const finding: FindingDraft = {
        verdict: { kind: 'fail', why: 'behaviour' },
        counterexample: { ...example, element },
        certificate,
        diagnosis: behaviourRecord(says, f.label, undefined, element),
        message: says,
      };
      return { kind: 'fault', finding };
    }
    const other = got.find((y) => !Object.is(y, got[0]))!;
    farthest ||= `${f.input} = ${x}: ${got[0]} alone, ${other} in a vector of ${answers[1]!.length}`;
  }
  if (farthest === '') return { kind: 'same' };
  const what = f.of === 'derivative' ? 'the derivative rounds' : 'rounds';
  return { kind: 'rounds-differently', convention: `${what} differently alone and in vectors (${farthest})` };
}

function sentence(f: ScalarFunction, x: number, wrong: Answer, right: Answer): string {
  const place = ({ length, element, uniform }: Answer): string =>
    length === 1
      ? 'alone'
      : `as element ${element} of a vector of ${length} ${uniform ? 'equal elements' : 'different elements'}`;
  return `the answer depends on where an element stands: for ${f.input} = ${x} it is ${wrong.y} ${place(wrong)}, and ${right.y} ${place(right)}`;
}
