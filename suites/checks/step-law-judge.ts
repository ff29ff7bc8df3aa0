import { FORMATS } from '../../reference/formats/format.ts';
import { deriveK } from '../../reference/primitives.ts';
import { distinctNodes } from '../../spec/language/expression.ts';
import type { Law, Page, Relation, SymbolDeclaration } from '../../spec/language/page.ts';
import type { Bounds } from '../judge/classify.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { numeralOf } from '../judge/example.ts';
import { indicesOf, LANE, symbolKey } from '../judge/point.ts';
import type { Tally } from '../judge/tally.ts';
import { type JudgingWidening, judgingWidening } from '../judge/widening.ts';
import { describeExperiment } from '../stateful/experiment.ts';
import { withReturnedStates } from '../stateful/judge-trace.ts';
import { buildModel, type Model } from '../stateful/model.ts';
import type { Observation, Trace } from '../stateful/trace.ts';
import type { FindingDraft } from './check.ts';
import { RelationJudge } from './law-violation.ts';

/** Where a law does not hold. */
interface Violation {
  readonly element: number;
  /** Both sides, as far as the `mixed` class leaves them open. */
  readonly sides: string;
}

/** Judges the steps of traces by one law of a page. */
export class StepLawJudge {
  readonly #page: Page;
  readonly #law: Law;
  readonly #arithmetic: Arithmetic;
  readonly #model: Model;
  readonly #widening: JudgingWidening;
  readonly #relations = new Map<Relation, RelationJudge>();

  constructor(page: Page, law: Law, arithmetic: Arithmetic) {
    this.#page = page;
    this.#law = law;
    this.#arithmetic = arithmetic;
    this.#model = buildModel(page, []);
    const { K } = deriveK([...this.#model.modes.values()].flatMap((mode) => [...mode.local.values()]));
    const { format, scalarFormat, flushes } = arithmetic;
    this.#widening = judgingWidening(page, FORMATS[format], FORMATS[scalarFormat], K, flushes);
  }

  /** The states that the law speaks of and that the subject shows at no step, neither by themselves nor as an output. */
  hidden(trace: Trace): string[] {
    const steps = trace.observations.map((observation) => this.#completed(observation));
    return this.#symbols()
      .filter(({ role, key }) => role === 'state' && !steps.some(({ after }) => after?.has(key)))
      .map(({ key }) => key);
  }

  /** Count every element at which the law is asked and holds; the first at which it does not. */
  judge(trace: Trace, observations: readonly Observation[], tally: Tally): FindingDraft | undefined {
    for (const observation of observations) {
      const violation = this.#judgeStep(trace, observation, tally);
      if (violation) return this.#finding(trace, observation, violation);
    }
    return undefined;
  }

  #symbols(): SymbolDeclaration[] {
    const relations = [...this.#law.given, ...this.#law.relations];
    const nodes = distinctNodes(...relations.flatMap(({ left, right }) => [left.expression, right.expression]));
    const keys = new Set([...nodes].flatMap((node) => (node.kind === 'symbol' ? [node.key] : [])));
    return [...keys].flatMap((key) => this.#page.symbols.get(key) ?? []);
  }

  #completed(observation: Observation): Observation {
    const mode = this.#model.modes.get(observation.mode);
    return mode ? withReturnedStates(observation, mode, this.#page) : observation;
  }

  /** The judge of one relation, compiled at the first step. */
  readonly #relate = (relation: Relation): RelationJudge => {
    let judge = this.#relations.get(relation);
    if (!judge) {
      judge = new RelationJudge(relation, (key) => indicesOf(this.#page, key), [LANE]);
      this.#relations.set(relation, judge);
    }
    return judge;
  };

  #judgeStep(trace: Trace, observation: Observation, tally: Tally): Violation | undefined {
    const { given, relations } = this.#law;
    const { extents } = trace.experiment;
    const point = { symbols: this.#point(trace, observation), extents };
    try {
      // What a law supposes has to hold for the subject as well, which rounds before it compares.
      const hypotheses = given.map(this.#relate).map((judge) => ({ judge, sides: judge.sides(point, this.#widening) }));
      const claims = relations.map(this.#relate).map((judge) => ({ judge, sides: judge.sides(point, this.#widening) }));
      for (const { judge, sides } of claims) {
        for (let element = 0; element < (extents.get(LANE) ?? 1); element++) {
          if (!hypotheses.every((one) => one.judge.certain(one.sides, element))) continue;
          if (!judge.violated(sides, element)) {
            tally.countSpecial(true);
            continue;
          }
          const side = ({ lower, upper }: Bounds) => `[${lower[element]}, ${upper[element]}]`;
          return { element, sides: `${side(sides.left)} against ${side(sides.right)}` };
        }
      }
    } catch (error) {
      // Before the first step there is no state to compare with.
      if (!(error instanceof RangeError)) throw error;
    }
    return undefined;
  }

  #point(trace: Trace, observation: Observation): Map<string, Bounds> {
    const symbols = new Map<string, Bounds>();
    const put = (key: string, lag: 0 | 1, values: Float64Array) => {
      symbols.set(symbolKey(key, lag), { lower: values, upper: values });
    };
    for (const { key, role, from = 1 } of this.#page.symbols.values()) {
      const value = role === 'time' ? from + observation.step - 1 : observation.hyper[key];
      if (value !== undefined && (role === 'time' || role === 'hyper')) put(key, 0, Float64Array.of(value));
    }
    for (const [key, values] of observation.inputs)
      put(key, this.#page.symbols.get(key)?.role === 'parameter' ? 1 : 0, values);
    const { outputs, after } = this.#completed(observation);
    for (const [key, values] of [...outputs, ...(after ?? [])]) put(key, 0, values);
    for (const [key, values] of this.#before(trace, observation)) put(key, 1, values);
    return symbols;
  }

  /** The states before a step: as loaded, or as they were after the step before. */
  #before(trace: Trace, observation: Observation): ReadonlyMap<string, Float64Array> {
    if (observation.loaded) return observation.loaded;
    const earlier = trace.observations[trace.observations.indexOf(observation) - 1];
    return (earlier && this.#completed(earlier).after) ?? new Map();
  }

  #finding(trace: Trace, observation: Observation, { element, sides }: Violation): FindingDraft {
    const law = this.#law;
    const { format } = this.#arithmetic;
    const answers = new Map([...(this.#completed(observation).after ?? []), ...observation.outputs]);
    // What the law says something of; a law of inputs alone is shown with the first answer.
    const about = this.#symbols().find(({ key }) => answers.has(key))?.key ?? [...answers.keys()][0]!;
    const values = answers.get(about)!;
    const numerals = (each: Float64Array) => Array.from(each, (x) => numeralOf(format, x));
    return {
      verdict: { kind: 'fail', why: 'law' },
      counterexample: {
        input: Object.fromEntries([...observation.inputs].map(([key, each]) => [key, numerals(each)])),
        output: about,
        element: values.length === 1 ? 0 : element,
        step: observation.step,
        expected: { decimal: `${law.id}: ${law.latex}` },
        got: numeralOf(format, values[values.length === 1 ? 0 : element]!),
        ulp: null,
        score: null,
        class: 'fail',
      },
      script: describeExperiment(trace.experiment),
      message: `the law "${law.id}" (${this.#page.id}.md:${law.span.line}) is broken at step ${observation.step}, element ${element}: ${sides}`,
    };
  }
}
