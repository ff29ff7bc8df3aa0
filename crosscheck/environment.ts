import type { Environment } from '../reference/environment.ts';
import { type Rational, rationalFromNumber } from '../spec/language/rational.ts';
import { offsetOf, type Point } from './point.ts';
import { extentsOf, type Question } from './question.ts';

/** A point as the oracle sees symbols: exact rationals. */
export function environmentOf(question: Question, point: Point): Environment {
  let extents: ReadonlyMap<string, number> | undefined;
  const known = new Map<string, Rational[]>();
  return {
    value(key, lag, positions) {
      const name = `${key}@${lag}`;
      const block = point.symbols[name];
      if (!block) throw new RangeError(`${question.output.name} asks for ${name}, which its points do not give`);
      let values = known.get(name);
      if (!values) known.set(name, (values = block.data.map(rationalFromNumber)));
      return values[offsetOf(block.shape, positions)]!;
    },
    extent(index) {
      extents ??= extentsOf(question, point);
      const extent = extents.get(index);
      if (extent === undefined) throw new RangeError(`the points of ${question.output.name} do not fix index ${index}`);
      return extent;
    },
  };
}
