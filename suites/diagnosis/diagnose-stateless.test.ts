import { afterEach, describe, expect, it, vi } from 'vitest';
import { pointOf, scalarCriterion } from '../checks/scalar.ts';
import { pageNamed } from '../checks/testing/plain-kernel.ts';
import { UNDECIDED } from '../judge/accuracy-class.ts';
import { Criterion } from '../judge/criterion.ts';
import { LANE } from '../judge/point.ts';
import { StatelessDiagnostician, type StatelessQuestion } from './diagnose-stateless.ts';

afterEach(() => void vi.restoreAllMocks());

const page = pageNamed('activation/gelu');
const criterion = scalarCriterion(page, 'value');

/** What a subject answers in float32 at even numbers, 64 among them. */
function questionOf(f: (x: number) => number): StatelessQuestion {
  const x = Float64Array.from({ length: 64 }, (_, i) => (i - 24) * 2);
  return {
    page,
    output: 'y',
    wrt: undefined,
    label: 'y',
    expression: criterion.expression,
    indices: [LANE],
    scale: criterion.scale,
    arithmetic: { format: 'float32', scalarFormat: 'float64', flushes: false },
    cases: [{ point: pointOf('x', x), got: x.map((each) => Math.fround(f(each))) }],
    valuesHold: false,
  };
}

/** Formulas for which a slow tier was asked while `run` ran. */
function judgedSlowly(run: () => void): Set<Criterion> {
  const asked = new Set<Criterion>();
  const original = Criterion.prototype.judgeSlowly;
  vi.spyOn(Criterion.prototype, 'judgeSlowly').mockImplementation(function (this: Criterion, ...args) {
    asked.add(this);
    return original.apply(this, args);
  });
  run();
  return asked;
}

describe('a hypothesis', () => {
  it('that the fast tier refutes is never asked of a slow one', () => {
    const refuted = scalarCriterion(page, 'value', ['sigmoid-approximation']);
    // Just below 64 an ulp is half of one at 64: between K of the one and K of the other it takes many bits to decide.
    const between = 64 + 0.75 * refuted.K * 2 ** -17;
    const question = questionOf((x) => (x === 64 ? between : x * Math.cos(x)));
    const asked = judgedSlowly(() => {
      expect(new StatelessDiagnostician(question).diagnose(true).kind).toBe('unnamed');
    });
    for (const { expression } of asked) expect(expression).toBe(criterion.expression);
    const [{ point, got }] = question.cases as [StatelessQuestion['cases'][number]];
    expect([...refuted.judgeFast(got, point, question.arithmetic)]).toContain(UNDECIDED);
  });

  it('that holds is still proved by every tier', () => {
    const question = questionOf((x) => x / (1 + Math.exp(-1.702 * x)));
    const { kind, hypotheses } = new StatelessDiagnostician(question).diagnose(true);
    expect([kind, hypotheses[0]?.ids]).toEqual(['named', ['sigmoid-approximation']]);
  });
});
