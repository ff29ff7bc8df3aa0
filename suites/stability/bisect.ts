import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { middleFloat } from './axis.ts';

/** Two inputs of which a question holds at `b` only. */
export interface Bracket<Answer> {
  readonly a: number;
  readonly b: number;
  readonly holds: (answer: Answer) => boolean;
}

/** Neighbouring floats: the question holds at `b` and not at `a`. */
export interface Change {
  readonly a: number;
  readonly b: number;
}

/**
 * Narrow all brackets at once to neighbouring floats, by the middle of their places in the format: each round asks for
 * one value of every open bracket, so that a subject is called at most once a bit of the format.
 *
 * Where the answer changes several times inside a bracket, one of the changes is found.
 */
export async function bisect<Answer>(
  brackets: readonly Bracket<Answer>[],
  format: FormatName,
  ask: (x: Float64Array) => Promise<readonly Answer[]>,
): Promise<Change[]> {
  const ends = brackets.map(({ a, b }) => ({ a, b }));
  for (;;) {
    const open = ends.flatMap(({ a, b }, which) => {
      const middle = middleFloat(FORMATS[format], a, b);
      return middle === undefined ? [] : [{ which, middle }];
    });
    if (open.length === 0) return ends;
    const answers = await ask(Float64Array.from(open, ({ middle }) => middle));
    open.forEach(({ which, middle }, i) => {
      const end = ends[which]!;
      if (brackets[which]!.holds(answers[i]!)) end.b = middle;
      else end.a = middle;
    });
  }
}
