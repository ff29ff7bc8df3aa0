import { compileTape, type Tape, type TapeInput, type TapeLayout } from '../../reference/float64/tape.ts';
import { FORMATS, type Format, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { deriveK } from '../../reference/primitives.ts';
import type { Expression } from '../../spec/language/expression.ts';
import { distinctNodes } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { INFORMATIVE_WIDTH, MIXED, UNDECIDED } from './accuracy-class.ts';
import { type Bounds, classify } from './classify.ts';
import { twoTo } from './float-exponent.ts';
import { environmentOf, indicesOf, isBounds, LANE, type Point, positionsOf } from './point.ts';
import { classifySlowly, SlowMemory, type SlowVerdict } from './slow.ts';
import { isCount, type JudgingWidening, judgingWidening } from './widening.ts';

/** The subject's arithmetic, as far as judging depends on it. */
export interface Arithmetic {
  readonly format: FormatName;
  readonly scalarFormat: FormatName;
  /** Results below the smallest normal become zero. */
  readonly flushes: boolean;
}

/** The classes of one batch, with the enclosures of the exact values. */
export interface Judgement {
  readonly classes: Uint8Array;
  readonly exact: Bounds;
  /** How many elements needed a slower tier, and how many of those even that could not decide. */
  readonly slow: number;
  readonly undecided: number;
}

/**
 * One output of a page as something values can be judged against: its expression, K with its derivation, and the
 * page's error scale. Compiled once, used for every batch.
 */
export class Criterion {
  readonly page: Page;
  readonly output: string;
  readonly expression: Expression;
  readonly indices: readonly string[];
  readonly K: number;
  readonly derivation: string;
  readonly scale: Expression | undefined;
  readonly #layout: TapeLayout;
  readonly #tape: Tape;
  /** For widened evaluations, which few batches need: its arrays are not those of the exact one. */
  #mixedTape: Tape | undefined;
  readonly #scaleTape: Tape | undefined;

  /**
   * @param indices index names of the output, in the order of the subject's data; `[LANE]` for elementwise outputs
   * @param K overrides the derived constant: a law is judged with the K of the operator it speaks of
   */
  constructor(
    page: Page,
    output: string,
    expression: Expression,
    indices: readonly string[],
    scale?: Expression,
    K?: { readonly K: number; readonly derivation: string },
  ) {
    this.page = page;
    this.output = output;
    this.expression = expression;
    this.indices = indices;
    this.scale = scale;
    const derived = K ?? deriveK([expression]);
    this.K = derived.K;
    this.derivation = derived.derivation;
    this.#layout = { indicesOf: (key: string) => indicesOf(page, key), counts: (key: string) => isCount(page, key) };
    this.#tape = compileTape([expression], this.#layout, [indices]);
    this.#scaleTape = scale ? compileTape([scale], this.#layout, [indices]) : undefined;
  }

  widening(arithmetic: Arithmetic): JudgingWidening {
    return judgingWidening(
      this.page,
      FORMATS[arithmetic.format],
      FORMATS[arithmetic.scalarFormat],
      this.K,
      arithmetic.flushes,
    );
  }

  /** Enclosures of the exact values at the point. */
  exact(point: Point): Bounds {
    return this.#run(this.#tape, point, { keep: true });
  }

  /** Enclosures of the `mixed` class at the point, the result's own (1 +- K u) and underflow included. */
  mixed(point: Point, arithmetic: Arithmetic): Bounds {
    const widening = this.widening(arithmetic);
    this.#mixedTape ??= compileTape([this.expression], this.#layout, [this.indices]);
    const bounds = this.#run(this.#mixedTape, point, { widening });
    const relative = this.K * twoTo(-FORMATS[arithmetic.format].precision);
    const width = (x: number) => Math.abs(x) * relative + widening.result(Math.abs(x));
    return {
      lower: bounds.lower.map((x) => -outward(-x, width(x))),
      upper: bounds.upper.map((x) => outward(x, width(x))),
    };
  }

  /**
   * The classes of one batch as far as the float64 tier can tell, in the order of `indices`; `UNDECIDED` where a slower
   * one has to be asked.
   */
  judgeFast(got: ArrayLike<number>, point: Point, arithmetic: Arithmetic): Uint8Array {
    // The tape's own arrays, good until its next run: nothing in #classify runs it.
    return this.#classify(got, this.#run(this.#tape, point), point, arithmetic);
  }

  #classify(got: ArrayLike<number>, exact: Bounds, point: Point, arithmetic: Arithmetic): Uint8Array {
    const format: Format = FORMATS[arithmetic.format];
    const mixed = () => this.mixed(point, arithmetic);
    const classes = new Uint8Array(got.length);
    const round = arithmetic.format === 'float32' ? Math.fround : (x: number) => roundNumber(format, x);
    const scaleTape = this.#scaleTape;
    const scale = scaleTape && (() => this.#run(scaleTape, point));
    classify(got, { format, K: this.K, exact, mixed, scale, round }, classes);
    return classes;
  }

  /** Judge one batch of values, in the order of `indices`. */
  judge(got: ArrayLike<number>, point: Point, arithmetic: Arithmetic): Judgement {
    const exact = this.exact(point);
    const classes = this.#classify(got, exact, point, arithmetic);
    let slow = 0;
    let undecided = 0;
    // Lanes are independent evaluations: they have nothing to share.
    const memory = this.indices[0] === LANE ? undefined : new SlowMemory();
    if (classes.includes(UNDECIDED) && [...point.symbols.values()].some(isBounds)) {
      this.#settleHidden(classes, got, exact, point, arithmetic);
    }
    for (let i = classes.indexOf(UNDECIDED); i >= 0; i = classes.indexOf(UNDECIDED, i + 1)) {
      slow++;
      const verdict = this.judgeSlowly(got[i]!, i, point, arithmetic, undefined, memory);
      classes[i] = verdict.class;
      if (verdict.undecided) undecided++;
    }
    return { classes, exact, slow, undecided };
  }

  /**
   * Where a hidden state is an interval no number of digits narrows the exact value, so nothing can be told of its
   * rounding. What lies in an informative `mixed` class is in it, which is the weakest claim that conforms.
   */
  #settleHidden(
    classes: Uint8Array,
    got: ArrayLike<number>,
    exact: Bounds,
    point: Point,
    arithmetic: Arithmetic,
  ): void {
    const { lower, upper } = this.mixed(point, arithmetic);
    for (let i = 0; i < classes.length; i++) {
      if (classes[i] !== UNDECIDED || !(got[i]! >= lower[i]! && got[i]! <= upper[i]!)) continue;
      const smallest = Math.max(exact.lower[i]!, -exact.upper[i]!, 0);
      if (upper[i]! - lower[i]! <= smallest * INFORMATIVE_WIDTH) classes[i] = MIXED;
    }
  }

  /** The same decision for one element by the exact, bigint or decimal tier. */
  judgeSlowly(
    got: number,
    element: number,
    point: Point,
    arithmetic: Arithmetic,
    tier?: 'bigint' | 'decimal',
    memory?: SlowMemory,
  ): SlowVerdict {
    const lane = this.indices[0] === LANE ? element : 0;
    const bindings = new Map<string, number>();
    if (this.indices[0] !== LANE) {
      const positions = positionsOf(this.indices, element, point.extents);
      this.indices.forEach((index, axis) => {
        bindings.set(index, positions[axis]!);
      });
    }
    return classifySlowly({
      got,
      expression: this.expression,
      scale: this.scale,
      environment: environmentOf(this.page, point, lane),
      bindings,
      format: FORMATS[arithmetic.format],
      K: this.K,
      widening: this.widening(arithmetic),
      tier,
      memory,
    });
  }

  #run(tape: Tape, point: Point, options: Pick<TapeInput, 'keep' | 'widening'> = {}): Bounds {
    const symbols = new Map<string, Bounds>();
    for (const [key, values] of point.symbols) {
      symbols.set(key, isBounds(values) ? values : { lower: values, upper: values });
    }
    const [result] = tape.run({ symbols, extents: point.extents, ...options });
    // An element that depends on no lane is one value for all of them.
    const size = this.indices.reduce((n, index) => n * (point.extents.get(index) ?? 1), 1);
    return { lower: spread(result!.lower, size), upper: spread(result!.upper, size) };
  }
}

/**
 * An upper bound of `x + width`, where `width` was computed with at most three roundings (together below 2^-51 of it): the
 * sum is rounded once more, by at most 2^-53 of itself. Nothing is added where there is no width, as with K = 0.
 */
function outward(x: number, width: number): number {
  if (width === 0) return x;
  const sum = x + width * (1 + 2 ** -51);
  return sum + (Math.abs(sum) * 2 ** -52 + Number.MIN_VALUE);
}

function spread(values: Float64Array, size: number): Float64Array {
  return values.length === size ? values : new Float64Array(size).fill(values[0]!);
}

/** The keys, with lag, of every symbol that an expression mentions. */
export function symbolsOf(expression: Expression): Set<string> {
  const keys = new Set<string>();
  for (const node of distinctNodes(expression)) if (node.kind === 'symbol') keys.add(`${node.key}@${node.lag}`);
  return keys;
}
