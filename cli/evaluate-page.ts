import type { Enclosure } from '../reference/enclosure.ts';
import { CLOSED } from '../reference/environment.ts';
import type { Format } from '../reference/formats/format.ts';
import { roundEnclosure, roundUnsignedZero } from '../reference/formats/round.ts';
import { createOracle, type Decision, decide } from '../reference/oracle.ts';
import { constantExpression } from '../spec/language/constant.ts';
import { derivativeExpression, derivativeFor } from '../spec/language/derivative-expression.ts';
import type { Expression } from '../spec/language/expression.ts';
import { inlineSystem } from '../spec/language/inline.ts';
import type { Page } from '../spec/language/page.ts';
import { accuracySystem } from '../spec/language/patch.ts';
import { compareRational, rationalFromNumber } from '../spec/language/rational.ts';
import { CommandError } from './command-error.ts';
import type { PageArguments } from './page-arguments.ts';
import { pageEnvironment } from './page-environment.ts';

/** One number of the result; `value` is absent where several are right (a kink) or none is (no real value). */
export interface EvaluatedNumber {
  readonly name: string;
  readonly value: number | undefined;
  /** Of a 0: no precision tells whether it is 0 or -0. */
  readonly unsigned?: true;
  readonly enclosure: Enclosure | undefined;
}

/** Evaluates a page at one point: the elements of the vector that the points give. */
export type PageEvaluator = (point: readonly number[]) => EvaluatedNumber[];

/** One output (or its derivative) with the indices over which it runs. */
interface Target {
  readonly name: string;
  readonly output: string;
  readonly expression: Expression;
  readonly indices: readonly string[];
}

function modeOf(page: Page, asked: string | undefined): string {
  if (asked === undefined && page.modes.length <= 1) return page.modes[0] ?? '';
  if (asked !== undefined && page.modes.includes(asked)) return asked;
  throw new CommandError(
    page.modes.length <= 1 ? `${page.id} has no modes` : `choose one with --mode: ${page.modes.join(' or ')}`,
  );
}

function valueTargets(page: Page, mode: string): Target[] {
  const system = accuracySystem(page, mode);
  const all = [...inlineSystem(page, system, { keepStates: false })];
  const role =
    page.kind === 'stateful' && !all.some(([key]) => page.symbols.get(key)?.role === 'output') ? 'parameter' : 'output';
  return all
    .filter(([key]) => page.symbols.get(key)?.role === role)
    .map(([key, expression]) => ({
      name: key,
      output: key,
      expression,
      indices: system.equations.get(key)?.indices ?? [],
    }));
}

function derivativeTargets(page: Page): Target[] {
  const outputs = [...page.symbols.values()].filter(({ role }) => role === 'output');
  const targets = outputs.flatMap(({ key }) => {
    const equation = derivativeFor(page, key);
    if (!equation) return [];
    const indices = [...new Set([...equation.outputIndices, ...equation.wrtIndices])];
    return [{ name: `${key}'`, output: key, expression: derivativeExpression(page, equation), indices }];
  });
  if (targets.length === 0) throw new CommandError(`the page ${page.id} gives no derivative`);
  return targets;
}

/** How a page spells an input that is no rational number. */
function specialName(x: number): string | undefined {
  if (Number.isNaN(x)) return 'nan';
  if (x === Number.POSITIVE_INFINITY) return '+inf';
  if (x === Number.NEGATIVE_INFINITY) return '-inf';
  return Object.is(x, -0) ? '-0' : undefined;
}

const SPECIAL_VALUES: Readonly<Record<string, number>> = {
  '+inf': Number.POSITIVE_INFINITY,
  inf: Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
  '-0': -0,
};

/** The value that the page promises at a special input; `undefined` where it promises none. */
function limitAt(page: Page, target: Target, x: number, format: Format): EvaluatedNumber | undefined {
  const at = specialName(x);
  const isDerivative = target.name !== target.output;
  const limit = page.limits.find(
    (each) => each.output === target.output && each.derivative === isDerivative && each.at === at,
  );
  if (!limit) return undefined;
  const word = limit.value.trim().toLowerCase();
  if (Object.hasOwn(SPECIAL_VALUES, word))
    return { name: target.name, value: SPECIAL_VALUES[word], enclosure: undefined };
  const found = decide(constantExpression(limit.value), CLOSED, (enclosure) => roundEnclosure(format, enclosure));
  return { name: target.name, value: found.undecided ? undefined : found.answer, enclosure: found.enclosure };
}

function numberOf(name: string, decision: Decision<number>, format: Format): EvaluatedNumber {
  const { enclosure } = decision;
  if (!decision.undecided) return { name, value: decision.answer, enclosure };
  const zero = enclosure && roundUnsignedZero(format, enclosure) === 0;
  return zero ? { name, value: 0, unsigned: true, enclosure } : { name, value: undefined, enclosure };
}

/**
 * Prepares a page for points in a format: results are correctly rounded, each with an enclosure of the exact value.
 * A vector is one row of an indexed input, and element by element otherwise. A derivative of an indexed page is its
 * Jacobian, the index of the input fastest.
 *
 * @throws CommandError where the page has no such mode or derivative
 */
export function evaluatePage(
  page: Page,
  format: Format,
  { point, scalars, tensors }: PageArguments,
  options: { readonly derivative: boolean; readonly mode?: string },
): PageEvaluator {
  const mode = modeOf(page, options.mode);
  const targets = options.derivative ? derivativeTargets(page) : valueTargets(page, mode);
  const { elementwise, shape } = page.symbols.get(point)!;
  const isKink = (x: number): boolean => page.kinks.some((kink) => compareRational(kink, rationalFromNumber(x)) === 0);

  const atFinite = (vector: readonly number[], lane: number): EvaluatedNumber[] => {
    const environment = pageEnvironment(page, scalars, new Map([...tensors, [point, vector]]), lane);
    // At a kink the page's formula chooses a side; the jet of the definition knows both.
    const kink = options.derivative && elementwise && isKink(vector[lane]!);
    const oracle = createOracle(environment, kink ? { derivative: { key: point } } : {});
    const asked = kink ? valueTargets(page, mode).map((each, i) => ({ ...each, name: targets[i]!.name })) : targets;
    return asked.flatMap(({ name, expression, indices }) => {
      const places = environment.positions(indices);
      return places.map((place) => {
        const bindings = new Map(indices.map((index, axis) => [index, place[axis]!]));
        const element = indices.length > 0 ? `[${place.join(',')}]` : '';
        return numberOf(name + element, oracle.rounded(expression, format, bindings), format);
      });
    });
  };

  return (vector) => {
    if (shape.length > 0 && !elementwise) {
      const special = vector.find((x) => !Number.isFinite(x));
      if (special !== undefined)
        throw new CommandError(`${page.id} promises no value for a vector that holds ${special}`);
      return atFinite(vector, 0);
    }
    return vector.flatMap((x, lane) => {
      const limits = specialName(x) === undefined ? [] : targets.map((target) => limitAt(page, target, x, format));
      const promised = limits.filter((limit) => limit !== undefined);
      if (promised.length === targets.length && promised.length > 0) return promised;
      if (!Number.isFinite(x)) throw new CommandError(`${page.id} promises no value at ${x}`);
      return atFinite(vector, lane);
    });
  };
}
