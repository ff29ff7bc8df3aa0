import { FORMATS } from '../../reference/formats/format.ts';
import type { Diagnosis } from '../../reports/record.ts';
import { derivativeFor } from '../../spec/language/derivative-expression.ts';
import type { Expression } from '../../spec/language/expression.ts';
import { sameNormalForm } from '../../spec/language/normal-form.ts';
import { ABSOLUTE, conforms, isFailure, UNDECIDED, UNINFORMATIVE } from '../judge/accuracy-class.ts';
import type { Bounds } from '../judge/classify.ts';
import { type Arithmetic, Criterion, type Judgement } from '../judge/criterion.ts';
import type { Point } from '../judge/point.ts';
import { changedEquations } from './record.ts';
import { separation } from './separation.ts';
import {
  derivativeHypotheses,
  listedHypotheses,
  type StatelessHypothesis,
  type StatelessTarget,
} from './stateless-hypotheses.ts';

/** One call of the subject, with what came back. */
export interface StatelessCase {
  readonly point: Point;
  readonly got: Float64Array;
}

/** What there is to explain. */
export interface StatelessQuestion extends StatelessTarget {
  /** `y`, `y'`: what a report calls it. */
  readonly label: string;
  /** What the page says, as it is judged. */
  readonly expression: Expression;
  readonly scale: Expression | undefined;
  readonly arithmetic: Arithmetic;
  readonly cases: readonly StatelessCase[];
  /** For a derivative: whether the subject's values are the page's. */
  readonly valuesHold: boolean;
  /** What else a change of the page, by its ids, has to explain: other outputs, or inputs that are asked for apart. */
  readonly admits?: (ids: readonly string[]) => boolean;
}

export interface StatelessDiagnosis {
  readonly kind: 'named' | 'equal' | 'not-separated' | 'unnamed';
  readonly hypotheses: readonly StatelessHypothesis[];
  /** Some values are only as accurate as the class `absolute` under the answer. */
  readonly unstable: boolean;
  readonly diagnosis: Diagnosis;
}

/**
 * A hypothesis must say something about this share of the cases of each call: one that is undefined in most of them
 * would reproduce whatever was seen.
 */
const INFORMATIVE_SHARE = 3 / 4;

/** A test of accuracy classes. */
type Reproduces = (code: number) => boolean;

/** The elements of one case that ask for an explanation, with the exact values of the page. */
interface Suspects {
  readonly point: Point;
  readonly exact: Bounds;
  readonly elements: readonly number[];
}

const isUnstable: Reproduces = (code) => code === ABSOLUTE;

/**
 * Of class `absolute` an answer is what the formula gives, computed with cancellation. That explains little where the
 * format itself is coarse, since 20 units of roundoff are 1 % in float16 and most mistakes are no larger.
 */
const loosely: Reproduces = (code) => conforms(code) || code === ABSOLUTE;

/** Finds the smallest change of a page under which it reproduces every answer of an operator without state. */
export class StatelessDiagnostician {
  readonly #question: StatelessQuestion;
  readonly #criteria = new Map<Expression, Criterion>();

  constructor(question: StatelessQuestion) {
    this.#question = question;
  }

  /**
   * @param failed whether the page's own formula fails; where it is only unstable, nothing is explained by a change
   *   that is unstable too
   */
  diagnose(failed: boolean): StatelessDiagnosis {
    const suspects = this.#suspects(failed ? isFailure : isUnstable);
    const { arithmetic, expression, indices, admits } = this.#question;
    const { format } = arithmetic;
    // Where these cases do not contradict the page there is nothing to explain.
    if (suspects.length === 0 || this.#reproduces(expression, indices, conforms)) return this.#unnamed();
    const passes: Reproduces[] = [conforms];
    if (failed && this.#question.scale && FORMATS[format].bits > 16) passes.push(loosely);
    for (const reproduces of passes) {
      for (const candidates of this.#candidates()) {
        const fitting = [...candidates].filter(
          (one) =>
            this.#reproduces(one.expression, one.indices, reproduces) &&
            this.#differs(one, suspects) &&
            (admits?.(one.ids) ?? true),
        );
        if (fitting.length > 0) return this.#answer(this.#withoutEchoes(fitting), reproduces === loosely);
      }
    }
    return this.#unnamed();
  }

  /**
   * Hypotheses in the order in which they are tried. A derivative of right values is more likely a slip of its own
   * than the derivative of another function.
   */
  *#candidates(): Generator<Iterable<StatelessHypothesis>> {
    const { valuesHold } = this.#question;
    if (valuesHold) yield derivativeHypotheses(this.#question);
    yield listedHypotheses(this.#question, 1);
    if (!valuesHold) yield derivativeHypotheses(this.#question);
    yield listedHypotheses(this.#question, 2);
  }

  #criterion(expression: Expression, indices: readonly string[]): Criterion {
    const { page, label, scale } = this.#question;
    let criterion = this.#criteria.get(expression);
    if (!criterion) {
      // A derived gradient has index names of its own, of which the page's scale knows nothing.
      const usable = indices === this.#question.indices ? scale : undefined;
      this.#criteria.set(expression, (criterion = new Criterion(page, label, expression, indices, usable)));
    }
    return criterion;
  }

  *#judged(expression: Expression, indices: readonly string[]): Generator<Judgement> {
    const criterion = this.#criterion(expression, indices);
    const { cases, arithmetic } = this.#question;
    for (const { point, got } of cases) yield criterion.judge(got, point, arithmetic);
  }

  /** The classes that the float64 tier knows, of every case: enough to refute nearly every hypothesis. */
  *#glanced(expression: Expression, indices: readonly string[]): Generator<Uint8Array> {
    const criterion = this.#criterion(expression, indices);
    const { cases, arithmetic } = this.#question;
    for (const { point, got } of cases) yield criterion.judgeFast(got, point, arithmetic);
  }

  #reproduces(expression: Expression, indices: readonly string[], reproduces: Reproduces): boolean {
    const { cases } = this.#question;
    const isNothing = (place: number, i: number): boolean =>
      !Number.isFinite(cases[place]!.got[i]!) && this.#isUndefined(expression, indices, cases[place]!.point, i);
    // A wrong formula may cost thousands of bits at a single value; one certain contradiction anywhere is cheaper.
    let place = 0;
    for (const classes of this.#glanced(expression, indices)) {
      const isWrong = (code: number, i: number): boolean =>
        code !== UNDECIDED && code !== UNINFORMATIVE && !reproduces(code) && !isNothing(place, i);
      if (classes.some(isWrong)) return false;
      place++;
    }
    place = 0;
    for (const { classes } of this.#judged(expression, indices)) {
      let informative = 0;
      for (const [i, code] of classes.entries()) {
        if (reproduces(code) || isNothing(place, i)) informative++;
        else if (code !== UNINFORMATIVE) return false;
      }
      if (informative < INFORMATIVE_SHARE * classes.length) return false;
      place++;
    }
    return true;
  }

  /**
   * Whether a formula has no value at an element, as 0/0: infinities and no number are what is computed from it there. The
   * float64 tier cannot tell, whose enclosures hold where there is a value.
   */
  #isUndefined(expression: Expression, indices: readonly string[], point: Point, element: number): boolean {
    const { arithmetic } = this.#question;
    return this.#criterion(expression, indices).judgeSlowly(Number.NaN, element, point, arithmetic).exact === undefined;
  }

  /** Cases with the elements that the page does not explain, and what the page says of them exactly. */
  #suspects(isSuspect: Reproduces): Suspects[] {
    const { cases, expression, indices, arithmetic } = this.#question;
    const criterion = this.#criterion(expression, indices);
    const found: Suspects[] = [];
    for (const { point, got } of cases) {
      const { classes, exact } = criterion.judge(got, point, arithmetic);
      const elements = [...classes.keys()].filter((i) => isSuspect(classes[i]!));
      if (elements.length > 0) found.push({ point, exact, elements });
    }
    return found;
  }

  /**
   * Whether a hypothesis is another function than the page's where the page does not hold. One that is the same
   * function there, as with alpha on the wrong term while alpha is 1, reproduces the answers only because its form
   * cancels and excuses more.
   */
  #differs({ expression, indices }: StatelessHypothesis, suspects: readonly Suspects[]): boolean {
    const criterion = this.#criterion(expression, indices);
    return suspects.every(({ point, exact, elements }) => {
      const other = criterion.exact(point);
      return elements.every(
        (i) =>
          other.upper[i]! < exact.lower[i]! ||
          other.lower[i]! > exact.upper[i]! ||
          this.#isUndefined(expression, indices, point, i),
      );
    });
  }

  #reproduced(expression: Expression, indices: readonly string[]): number {
    let count = 0;
    for (const { classes } of this.#judged(expression, indices)) {
      for (const code of classes) if (conforms(code)) count++;
    }
    return count;
  }

  /** No less than `#reproduced`, by the float64 tier alone. */
  #reproducedAtMost(expression: Expression, indices: readonly string[]): number {
    let count = 0;
    for (const classes of this.#glanced(expression, indices)) {
      for (const code of classes) if (conforms(code) || code === UNDECIDED) count++;
    }
    return count;
  }

  get #cases(): number {
    return this.#question.cases.reduce((n, { got }) => n + got.length, 0);
  }

  /**
   * Where these cases cannot tell a listed change from a generated one, the page's own name is the answer. Of generated
   * ones that are one function the first is, the outermost slip: a term is lost too where one of its factors becomes 0.
   */
  #withoutEchoes(fitting: readonly StatelessHypothesis[]): readonly StatelessHypothesis[] {
    const isSaidBy = (other: StatelessHypothesis, one: StatelessHypothesis, isEarlier: boolean): boolean =>
      other.generated
        ? isEarlier && sameNormalForm(other.expression, one.expression) === 'equal'
        : !this.#isDistinct(one, other);
    return fitting.filter((one, i) => !one.generated || !fitting.some((other, j) => isSaidBy(other, one, j < i)));
  }

  /** Whether the exact values under two hypotheses differ in any case. */
  #isDistinct(a: StatelessHypothesis, b: StatelessHypothesis): boolean {
    return this.#question.cases.some(({ point }) => {
      const [one, other] = [a, b].map(({ expression, indices }) => this.#criterion(expression, indices).exact(point));
      return one!.lower.some((lower, i) => lower > other!.upper[i]! || one!.upper[i]! < other!.lower[i]!);
    });
  }

  #answer(fitting: readonly StatelessHypothesis[], unstable: boolean): StatelessDiagnosis {
    const first = fitting[0]!;
    const equal = fitting.every((other) => sameNormalForm(first.expression, other.expression) === 'equal');
    const kind = fitting.length === 1 ? 'named' : equal ? 'equal' : 'not-separated';
    const { page } = this.#question;
    const listed = first.ids.every((id) => page.patches.has(id));
    const own = first.latex === undefined ? undefined : { before: this.#latex(), after: first.latex };
    const changed = listed
      ? changedEquations(page, { patches: first.ids, accepted: first.accepted })
      : { before: [], after: [] };
    const separation = kind === 'not-separated' ? this.#separation(fitting) : undefined;
    const diagnosis: Diagnosis = {
      ...this.#common(),
      kind,
      hypotheses: fitting.map(({ ids }) => [...ids]),
      titles: fitting.map(({ titles }) => [...titles]),
      reproduced: this.#cases,
      page: own ? [own.before] : changed.before.map(({ latex }) => latex),
      subject: own ? [own.after] : changed.after.map(({ latex }) => latex),
      ...(separation === undefined ? {} : { says: separation }),
    };
    return { kind, hypotheses: fitting, unstable, diagnosis };
  }

  #unnamed(): StatelessDiagnosis {
    const { expression, indices } = this.#question;
    const reproduced = this.#reproduced(expression, indices);
    let nearest: Diagnosis['nearest'];
    for (const hypothesis of listedHypotheses(this.#question, 1)) {
      const { expression: changed, indices: its } = hypothesis;
      const most = Math.max(reproduced, nearest?.reproduced ?? 0);
      if (this.#reproducedAtMost(changed, its) <= most) continue;
      const count = this.#reproduced(changed, its);
      if (count > most) {
        nearest = { hypothesis: [...hypothesis.ids], reproduced: count };
      }
    }
    const diagnosis: Diagnosis = {
      ...this.#common(),
      kind: 'unnamed',
      hypotheses: [],
      titles: [],
      reproduced,
      page: [],
      subject: [],
      ...(nearest ? { nearest } : {}),
    };
    return { kind: 'unnamed', hypotheses: [], unstable: false, diagnosis };
  }

  #common(): Pick<Diagnosis, 'cases' | 'breaks'> {
    return { cases: this.#cases, breaks: { equation: this.#question.label, latex: this.#latex(), holds: [] } };
  }

  /** The page's formula of what is judged. */
  #latex(): string {
    const { page, output, wrt, label } = this.#question;
    const equation =
      wrt === undefined
        ? page.systems.get(page.modes[0] ?? '')?.equations.get(output)
        : derivativeFor(page, output, 'definition', wrt);
    return equation?.latex ?? label;
  }

  #separation([a, b]: readonly StatelessHypothesis[]): string {
    const { arithmetic, cases } = this.#question;
    const exact = ({ expression, indices }: StatelessHypothesis) =>
      cases.map(({ point }) => this.#criterion(expression, indices).exact(point));
    return separation(a!, b!, exact, arithmetic);
  }
}
