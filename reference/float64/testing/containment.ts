import { distinctNodes, type Expression } from '../../../spec/language/expression.ts';
import { compileTape, type Tape, type TapeLayout, type Widening64 } from '../tape.ts';
import { mpfrEvaluate } from './mpfr-evaluate.ts';

/** A symbol's interval at each of its elements, row-major. */
export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export interface ContainmentCase {
  readonly root: Expression;
  readonly layout: TapeLayout;
  /** By `key@lag`. */
  readonly symbols: ReadonlyMap<string, Box>;
  readonly extents: ReadonlyMap<string, number>;
  readonly widening?: Widening64;
  readonly compile?: typeof compileTape;
}

export interface ContainmentReport {
  /** `element: [lower, upper] misses value` for each miss. */
  readonly misses: readonly string[];
  /** Values compared, the undefined ones left out. */
  readonly compared: number;
  /** Largest (upper - lower)/|lower| of bounded enclosures away from underflow. */
  readonly widest: number;
}

/** Which point of every symbol's interval a comparison takes. */
const CORNERS = [
  (lower: number, _upper: number) => lower,
  (_lower: number, upper: number) => upper,
  (lower: number, upper: number) => Math.min(upper, Math.max(lower, lower / 2 + upper / 2)),
];

/** Runs the tape and holds every enclosure to MPFR's value at points of the inputs. */
export function containment(testCase: ContainmentCase): ContainmentReport {
  const { root, layout, symbols, extents, widening, compile = compileTape } = testCase;
  const tape: Tape = compile([root], layout);
  const [output] = tape.run({ symbols, extents, ...(widening ? { widening } : {}) });
  const { lower, upper, indices } = output!;
  const misses: string[] = [];
  let compared = 0;
  let widest = 0;
  const points = distinctNodes(root).every((node) => {
    const box = node.kind === 'symbol' ? symbols.get(`${node.key}@${node.lag}`) : undefined;
    return !box || box.lower === box.upper;
  });
  for (let i = 0; i < lower.length; i++) {
    const at = new Map<string, number>();
    for (let axis = indices.length - 1, rest = i; axis >= 0; axis--) {
      const extent = extents.get(indices[axis]!)!;
      at.set(indices[axis]!, (rest % extent) + 1);
      rest = Math.floor(rest / extent);
    }
    for (const corner of points ? CORNERS.slice(0, 1) : CORNERS) {
      const value = mpfrEvaluate(
        root,
        (key, lag, written) => {
          const box = symbols.get(`${key}@${lag}`)!;
          const stored = layout.indicesOf(key);
          const where = written.length === stored.length ? written : stored.map((index) => at.get(index)!);
          const position = stored.reduce((sum, index, axis) => sum * extents.get(index)! + where[axis]! - 1, 0);
          return corner(box.lower[position]!, box.upper[position]!);
        },
        extents,
        at,
      );
      const missed = value.misses(lower[i]!, upper[i]!);
      if (missed === undefined) continue;
      compared++;
      if (missed) misses.push(`${i}: [${lower[i]}, ${upper[i]}] misses ${value.nearest}`);
      const width = (upper[i]! - lower[i]!) / Math.abs(lower[i]!);
      if (Math.abs(lower[i]!) > 1e-290 && Number.isFinite(width)) widest = Math.max(widest, width);
    }
  }
  return { misses, compared, widest };
}
