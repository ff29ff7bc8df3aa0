import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { derivativeExpression, derivativeFor } from '../../spec/language/derivative-expression.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { vectorJacobianProduct } from '../diagnosis/stateless-expression.ts';
import { floatArbitrary } from '../generate/floats.ts';
import { buildModel } from '../stateful/model.ts';
import { ABSOLUTE, classNamed, conforms, MIXED, UNINFORMATIVE } from './accuracy-class.ts';
import { type Arithmetic, Criterion } from './criterion.ts';
import { COTANGENT, LANE, type Point, symbolKey } from './point.ts';
import { SlowMemory } from './slow.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const SCALAR = ['activation/sigmoid', 'activation/tanh', 'activation/relu', 'activation/gelu', 'activation/gelu-tanh'];
const FORMAT_NAMES: readonly FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];

const criteria = SCALAR.flatMap((id) => {
  const page = pages.get(id)!;
  const derivative = derivativeFor(page, 'y')!;
  const value = buildModel(page, []).modes.values().next().value!.open.get('y')!;
  const roots = { y: value, "y'": derivativeExpression(page, derivative) };
  return Object.entries(roots).map(([label, root]) => {
    const scale = page.scale.get(label);
    const criterion = new Criterion(page, label, root, [LANE], scale);
    const generous = new Criterion(page, label, root, [LANE], scale, { K: 4 * criterion.K, derivation: '4 K' });
    return { criterion, generous };
  });
});

const arithmeticOf = (format: FormatName): Arithmetic => ({ format, scalarFormat: 'float32', flushes: false });

const pointAt = (x: readonly number[]): Point => ({
  symbols: new Map([[symbolKey('x', 0), Float64Array.from(x)]]),
  extents: new Map([[LANE, x.length]]),
});

/** An answer from correct to absurd: so many ulp beside the exact value, so large a share of it, or anything. */
const answer = fc.oneof(
  fc.integer({ min: -300, max: 300 }).map((steps) => ({ steps, factor: 1, add: 0 })),
  fc.integer({ min: -20, max: 4 }).map((e) => ({ steps: 0, factor: 1 + 2 ** e, add: 0 })),
  fc.integer({ min: -160, max: 130 }).map((e) => ({ steps: 0, factor: 0, add: 2 ** e })),
  fc
    .constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0)
    .map((add) => ({ steps: 0, factor: 0, add })),
);

const question = fc.record({
  /** Place in `criteria`: a counterexample must not print a whole page. */
  which: fc.nat(criteria.length - 1),
  format: fc.constantFrom(...FORMAT_NAMES),
  flushes: fc.boolean(),
  answer,
});

interface Question {
  readonly which: number;
  readonly format: FormatName;
  readonly flushes: boolean;
  readonly answer: { readonly steps: number; readonly factor: number; readonly add: number };
}

/** The fast class of an answer at x, and those of two slow arithmetics. */
function classes({ which, format: name, flushes, answer: { steps, factor, add } }: Question, x: number) {
  const { criterion, generous } = criteria[which]!;
  const format = FORMATS[name];
  const arithmetic = { ...arithmeticOf(name), flushes };
  const point = pointAt([x]);
  const exact = criterion.exact(point).lower[0]!;
  const ulp = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(exact) || 1)), format.emin) - format.precision + 1);
  const got = roundNumber(format, exact * factor + add + (steps * ulp) / 4);
  const judgement = criterion.judge([got], point, arithmetic);
  const slow = (tier?: 'bigint' | 'decimal') => criterion.judgeSlowly(got, 0, point, arithmetic, tier);
  const within4K = () => generous.judgeSlowly(got, 0, point, arithmetic).class;
  return { got, exact, within4K, fast: judgement.classes[0]!, undecided: judgement.undecided > 0, slow };
}

describe('the float64 tier', () => {
  it('gives the class that the definition gives, wherever it decides', () => {
    const property = fc.property(
      question.chain((q) => floatArbitrary({ format: q.format }).map((x) => ({ q, x }))),
      ({ q, x }) => {
        const { fast, slow, got, exact, undecided, within4K } = classes(q, x);
        const verdict = slow();
        if (undecided || verdict.undecided) return;
        const seen = { x, got, fast: classNamed(fast), slow: classNamed(verdict.class) };
        // In float64 it is no finer than the format and may make the weaker claim.
        if (q.format === 'float64' && conforms(fast) && verdict.class <= fast) return;
        if (q.format === 'float64' && fast === MIXED) {
          // Its box may hold what four times the K would allow, and where exp leaves its range any 2^-500 of the scale.
          if (Math.abs(got - exact) <= 2 ** -500 * Math.max(1, Math.abs(x))) return;
          if (within4K() <= UNINFORMATIVE && within4K() !== ABSOLUTE) return;
        }
        // Its enclosure of the class is a little wider, and so may be just too wide to prove anything.
        if (fast === UNINFORMATIVE && verdict.class === MIXED) return;
        expect(seen).toEqual({ ...seen, slow: seen.fast });
      },
    );
    fc.assert(property, { numRuns: 2000, seed: 1 });
  });
});

describe('the decimal arbiter', () => {
  it('puts every value into the class where the bigint tier puts it', () => {
    const property = fc.property(
      question.chain((q) => floatArbitrary({ format: q.format, lower: -200, upper: 200 }).map((x) => ({ q, x }))),
      ({ q, x }) => {
        const { got, slow } = classes(q, x);
        const [bigint, decimal] = [slow('bigint'), slow('decimal')];
        if (bigint.undecided || decimal.undecided) return;
        const seen = { x, got, page: criteria[q.which]!.criterion.page.id, class: classNamed(bigint.class) };
        expect(seen).toEqual({ ...seen, class: classNamed(decimal.class) });
      },
    );
    fc.assert(property, { numRuns: 150, seed: 2 });
  });
});

describe('hand-made questions', () => {
  const find = (id: string) =>
    criteria.find(({ criterion: { page, output } }) => page.id === id && output === 'y')!.criterion;
  const relu = find('activation/relu');
  const sigmoid = find('activation/sigmoid');
  const at = (criterion: Criterion, x: number, got: number, format: FormatName = 'float32') =>
    classNamed(criterion.judgeSlowly(got, 0, pointAt([x]), arithmeticOf(format)).class);

  it('takes an exact result without digits: a tie is decided', () => {
    expect(at(relu, 3, 3)).toBe('rounded');
    expect(at(sigmoid, 0, 0.5)).toBe('rounded');
    expect(sigmoid.judgeSlowly(0.5, 0, pointAt([0]), arithmeticOf('float32')).tier).toBe('exact');
  });

  it('finds the one rounding of a transcendental value, and neither neighbour', () => {
    // sigmoid(1) = 0.731058578630004879...; the float32 nearest to it is 0x3f3b26a8.
    const nearest = Math.fround(0.7310585786300049);
    expect(at(sigmoid, 1, nearest)).toBe('rounded');
    expect(at(sigmoid, 1, nearest + 2 ** -24)).toBe('relative');
    expect(at(sigmoid, 1, nearest - 2 ** -24)).toBe('relative');
  });

  it('sees the cancelled tail as unstable and another curve as wrong', () => {
    // (1 + tanh(-10)) / 2 in single precision is 0; sigmoid(-20) is 2.06e-9 of a scale of 1.
    expect(at(sigmoid, -20, 0)).toBe('absolute');
    expect(at(sigmoid, -2, 0.5 * (1 - 2 / 3))).toBe('fail');
  });

  it('decides at once what rounds to zero, whatever the sign of the zero', () => {
    const slope = criteria.find(({ criterion: { page, output } }) => page.id === 'activation/gelu' && output === "y'")!;
    // Two terms of either sign, both below e^(-10^19).
    const ask = (got: number) => slope.criterion.judgeSlowly(got, 0, pointAt([-1e10]), arithmeticOf('float64'));
    for (const zero of [0, -0]) expect([classNamed(ask(zero).class), ask(zero).undecided]).toEqual(['rounded', false]);
    expect(classNamed(ask(2 ** -1074).class)).toBe('relative');
    expect(classNamed(ask(-1e-300).class)).toBe('absolute');
  });

  it('calls infinity and NaN by their names', () => {
    expect(at(relu, 1e30, Number.POSITIVE_INFINITY)).toBe('overflow');
    expect(at(sigmoid, 1, Number.NaN)).toBe('nan');
  });
});

describe('what elements of one tensor share', () => {
  it('changes no class', () => {
    const page = pages.get('activation/softmax')!;
    const equation = derivativeFor(page, 'y')!;
    const expression = vectorJacobianProduct({ ...equation, expression: derivativeExpression(page, equation) });
    const criterion = new Criterion(page, "y'", expression, equation.wrtIndices);
    const shape = page.symbols.get('x')!.shape;
    const extents = new Map(
      [...page.indices].map(([index, extent]) => [index, extent === page.indices.get(shape[0]!) ? 2 : 3]),
    );
    const point: Point = {
      symbols: new Map([
        [symbolKey('x', 0), Float64Array.of(1, 2, 3, -30, 0, 40)],
        [symbolKey(COTANGENT, 0), Float64Array.of(1, -2, 3, 2, 1, -1)],
      ]),
      extents,
    };
    const memory = new SlowMemory();
    const arithmetic = arithmeticOf('float32');
    for (let i = 0; i < 6; i++) {
      for (const got of [0, 0.1, criterion.exact(point).lower[i]!]) {
        const shared = criterion.judgeSlowly(got, i, point, arithmetic, undefined, memory);
        expect(shared).toEqual(criterion.judgeSlowly(got, i, point, arithmetic));
      }
    }
  });
});
