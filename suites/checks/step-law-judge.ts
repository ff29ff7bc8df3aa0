import { FORMATS } from '../../reference/formats/format.ts';
import { deriveK } from '../../reference/primitives.ts';
import { distinctNodes } from '../../spec/language/expression.ts';
import type { Law, LawTerm, Page, Relation, SymbolDeclaration } from '../../spec/language/page.ts';
import type { Bounds } from '../judge/classify.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { numeralOf } from '../judge/example.ts';
import { LANE, symbolKey } from '../judge/point.ts';
import type { Tally } from '../judge/tally.ts';
import { isCount, type JudgingWidening, judgingWidening } from '../judge/widening.ts';
import { describeExperiment } from '../stateful/experiment.ts';
import { withReturnedStates } from '../stateful/judge-trace.ts';
import { buildModel, type Model } from '../stateful/model.ts';
import type { Observation, Trace } from '../stateful/trace.ts';
import type { FindingDraft } from './check.ts';
import { joined, type LawStep, likeSteps } from './law-steps.ts';
import { type LawPoint, RelationJudge } from './law-violation.ts';

/** Where a law does not hold. */
interface Violation {
  readonly element: number;
  /** Both sides, as far as the `mixed` class leaves them open. */
  readonly sides: string;
}

/** Steps of one trace at which a law is asked. */
export interface LawRun {
  readonly trace: Trace;
  readonly observations: readonly Observation[];
}

interface Sided {
  readonly judge: RelationJudge;
  readonly sides: { readonly left: Bounds; readonly right: Bounds };
}

/** A law over the lanes of many steps. */
interface Asked {
  readonly hypotheses: readonly Sided[];
  readonly claims: readonly Sided[];
}

/** The first lane of one step among those of many. */
interface Place {
  readonly asked: Asked;
  readonly from: number;
}

function violationIn({ asked, from }: Place, lanes: number, tally: Tally): Violation | undefined {
  const { hypotheses, claims } = asked;
  for (const { judge, sides } of claims) {
    for (let element = 0; element < lanes; element++) {
      const i = from + element;
      if (!hypotheses.every((one) => one.judge.certain(one.sides, i))) continue;
      if (!judge.violated(sides, i)) {
        tally.countSpecial(true);
        continue;
      }
      const side = ({ lower, upper }: Bounds) => `[${lower[i]}, ${upper[i]}]`;
      return { element, sides: `${side(sides.left)} against ${side(sides.right)}` };
    }
  }
  return undefined;
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

  /** Count every element at which the law is asked and holds, in all runs up to the first at which it does not. */
  judge(runs: readonly LawRun[], tally: Tally): FindingDraft | undefined {
    const steps = runs.flatMap(({ trace, observations }) =>
      observations.map((observation) => this.#step(trace, observation)),
    );
    const places = this.#places(steps);
    for (const step of steps) {
      const place = places.get(step);
      const violation = place && violationIn(place, step.lanes, tally);
      if (violation) return this.#finding(step, violation);
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

  /** Where the answer for each step is found; a step of which too little is known, as what was before it, is left out. */
  #places(steps: readonly LawStep[]): Map<LawStep, Place> {
    const places = new Map<LawStep, Place>();
    for (const group of likeSteps(steps)) {
      const asked = this.#ask(joined(group));
      let from = 0;
      for (const step of group) {
        if (asked) places.set(step, { asked, from });
        from += step.lanes;
      }
    }
    return places;
  }

  /** Both sides of every relation; undefined where they speak of something that is not known. */
  #ask(point: LawPoint): Asked | undefined {
    const sided = (relation: Relation, widening?: JudgingWidening): Sided => {
      const judge = this.#relate(relation);
      return { judge, sides: judge.sides(point, widening) };
    };
    try {
      return {
        // What a law supposes has to hold for the subject as well, which rounds what it computes before it compares.
        hypotheses: this.#law.given.map((one) => sided(one, this.#isComputed(one) ? this.#widening : undefined)),
        claims: this.#law.relations.map((one) => sided(one, this.#widening)),
      };
    } catch (error) {
      // Before the first step there is no state to compare with.
      if (!(error instanceof RangeError)) throw error;
      return undefined;
    }
  }

  /** Whether a side is rounded before it is compared. Inputs, states, counts and numbers are compared as they are. */
  #isComputed({ left, right }: Relation): boolean {
    const isPlain = ({ expression: node }: LawTerm): boolean =>
      node.kind === 'literal' ||
      (node.kind === 'symbol' && (this.#page.symbols.get(node.key)?.role !== 'hyper' || isCount(this.#page, node.key)));
    return !isPlain(left) || !isPlain(right);
  }

  /** The judge of one relation, compiled when it is first asked. Every symbol has a value of its own in every lane. */
  #relate(relation: Relation): RelationJudge {
    let judge = this.#relations.get(relation);
    if (!judge) {
      judge = new RelationJudge(relation, () => [LANE], [LANE]);
      this.#relations.set(relation, judge);
    }
    return judge;
  }

  #step(trace: Trace, observation: Observation): LawStep {
    const symbols = new Map<string, Float64Array>();
    const lanes = trace.experiment.extents.get(LANE) ?? 1;
    const put = (key: string, lag: 0 | 1, values: Float64Array) => {
      if (values.length === 1 || values.length === lanes) symbols.set(symbolKey(key, lag), values);
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
    return { trace, observation, symbols, lanes };
  }

  /** The states before a step: as loaded, or as they were after the step before. */
  #before(trace: Trace, observation: Observation): ReadonlyMap<string, Float64Array> {
    if (observation.loaded) return observation.loaded;
    const earlier = trace.observations[trace.observations.indexOf(observation) - 1];
    return (earlier && this.#completed(earlier).after) ?? new Map();
  }

  #finding({ trace, observation }: LawStep, { element, sides }: Violation): FindingDraft {
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
