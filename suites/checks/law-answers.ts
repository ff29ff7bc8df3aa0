import type { Hyperparameters } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { derivativeFor } from '../../spec/language/derivative-expression.ts';
import type { Page } from '../../spec/language/page.ts';
import type { Bounds } from '../judge/classify.ts';
import { Criterion } from '../judge/criterion.ts';
import { exponentOf, twoTo } from '../judge/float-exponent.ts';
import { LANE } from '../judge/point.ts';
import type { CheckContext } from './check.ts';
import { pointOf, type ScalarFunction, scalarCriterion, scalarFunction, scalarKeys } from './scalar.ts';

/** Who is asked, and at which hyper-parameters. */
interface Asked {
  readonly context: CheckContext;
  readonly page: Page;
  readonly hyper: Hyperparameters;
}

/** What a law takes for the values of an operator and of its derivative: numbers, and what they may stand for. */
export interface Answers {
  readonly value: Source;
  readonly derivative: Source | undefined;
}
interface Source {
  at(x: Float64Array): Promise<Answer>;
}
interface Answer {
  readonly got: Float64Array;
  readonly bounds: Bounds;
}

export interface Formulas {
  readonly value: Criterion;
  readonly derivative: Criterion | undefined;
}

export function formulasOf({ kernel }: CheckContext, page: Page): Formulas {
  const hasDerivative = kernel.gradient && derivativeFor(page, scalarKeys(page).output);
  return {
    value: scalarCriterion(page, 'value'),
    derivative: hasDerivative ? scalarCriterion(page, 'derivative') : undefined,
  };
}

/** What the subject answers. */
export function answersOf({ context, page, hyper }: Asked, { value, derivative }: Formulas): Answers {
  return {
    value: new Approximation(page, context, scalarFunction(context, page, 'value', hyper, value)),
    derivative:
      derivative && new Approximation(page, context, scalarFunction(context, page, 'derivative', hyper, derivative)),
  };
}

/** A variant of the page itself, in the place of a subject. */
export function exactAnswers({ page, hyper }: Asked, patches: readonly string[]): Answers {
  const { input } = scalarKeys(page);
  const source = (of: 'value' | 'derivative'): Source => {
    const criterion = scalarCriterion(page, of, patches);
    return {
      async at(x) {
        const bounds = criterion.exact(pointOf(input, x, hyper));
        return { got: bounds.lower, bounds };
      },
    };
  };
  return { value: source('value'), derivative: source('derivative') };
}

/** The subject's answers as bounds on what they may stand for. */
class Approximation implements Source {
  readonly #function: ScalarFunction;
  readonly #scale: Criterion | undefined;
  readonly #context: CheckContext;
  /** Several laws ask for the same points. */
  readonly #known = new WeakMap<Float64Array, Promise<Answer>>();

  constructor(page: Page, context: CheckContext, f: ScalarFunction) {
    this.#context = context;
    this.#function = f;
    const { scale } = f.criterion;
    this.#scale = scale ? new Criterion(page, f.label, scale, [LANE]) : undefined;
  }

  at(x: Float64Array): Promise<Answer> {
    let answer = this.#known.get(x);
    if (!answer) this.#known.set(x, (answer = this.#ask(x)));
    return answer;
  }

  async #ask(x: Float64Array): Promise<Answer> {
    const { arithmetic } = this.#context;
    const { call, criterion, input, hyper } = this.#function;
    const { precision, emin, emax } = FORMATS[arithmetic.format];
    const got = await call(x);
    const point = pointOf(input, x, hyper);
    const mixed = criterion.mixed(point, arithmetic);
    const scale = this.#scale?.exact(point);
    const { K } = criterion;
    // Infinity stands for everything that may have been rounded to it.
    const infinite = twoTo(emax) * (2 - 8 * (K + 1) * twoTo(-precision));
    const lower = new Float64Array(x.length);
    const upper = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) {
      const y = got[i]!;
      if (!Number.isFinite(y)) {
        lower[i] = y > 0 ? Math.min(infinite, mixed.lower[i]!) : Number.NEGATIVE_INFINITY;
        upper[i] = y < 0 ? Math.max(-infinite, mixed.upper[i]!) : Number.POSITIVE_INFINITY;
        continue;
      }
      const ulp = twoTo(Math.max(exponentOf(y), emin) - precision + 1);
      const scaled = scale ? 2 * K * twoTo(-precision) * scale.upper[i]! : 0;
      // One part in a thousand more than the sum, to cover the rounding of these few operations.
      // Half an ulp is the class `rounded`, which holds also where no operation is rounded (K = 0): a constant is.
      const w = 1.001 * (mixed.upper[i]! - mixed.lower[i]! + Math.max(2 * K, 1) * ulp + scaled);
      lower[i] = y - w;
      upper[i] = y + w;
    }
    return { got, bounds: { lower, upper } };
  }
}
