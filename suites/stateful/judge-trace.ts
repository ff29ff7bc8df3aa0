import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { largestFinite } from '../../reference/formats/ulp.ts';
import type { Expression } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { classNamed, conforms, UNINFORMATIVE } from '../judge/accuracy-class.ts';
import type { Bounds } from '../judge/classify.ts';
import { type Arithmetic, Criterion, type Judgement } from '../judge/criterion.ts';
import { indicesOf, LANE, type Point, symbolKey } from '../judge/point.ts';
import { carryState } from './carry-state.ts';
import type { Model, ModeModel } from './model.ts';
import { type Observation, stateKeys, type Trace } from './trace.ts';

/** The classes of one output at one step. */
export interface JudgedOutput {
  readonly trace: Trace;
  readonly observation: Observation;
  readonly key: string;
  readonly got: Float64Array;
  readonly criterion: Criterion;
  readonly point: Point;
  readonly judgement: Judgement;
}

/** Criteria by expression node: the same equation under two hypotheses is compiled once. */
export class CriterionCache {
  readonly page: Page;
  readonly #known = new Map<string, Map<Expression, Criterion>>();

  constructor(page: Page) {
    this.page = page;
  }

  get(key: string, expression: Expression): Criterion {
    let byNode = this.#known.get(key);
    if (!byNode) this.#known.set(key, (byNode = new Map()));
    let criterion = byNode.get(expression);
    if (!criterion) {
      const indices = indicesOf(this.page, key);
      const scale = this.page.scale.get(key);
      criterion = new Criterion(this.page, key, expression, indices, scale);
      byNode.set(expression, criterion);
    }
    return criterion;
  }
}

/**
 * Judge every observed output, parameter and state of a trace against a model, equation by equation.
 *
 * Where the subject shows its states, each is read after every step: that is `t` for this step and `t-1` for the next,
 * so every equation is judged alone. Hidden states, and states that only the model has, are carried along as intervals from their initial
 * values: the natural interval extension of the unrolled steps, so the answer is as rigorous, only wider.
 *
 * @param keys judge these equations only; absent means all that can be observed
 */
export function* judgeTrace(
  trace: Trace,
  model: Model,
  arithmetic: Arithmetic,
  cache: CriterionCache,
  keys?: ReadonlySet<string>,
): Generator<JudgedOutput> {
  const { page } = model;
  const { extents } = trace.experiment;
  let carried = initialStates(model, trace);
  for (const seenStep of trace.observations) {
    const mode = model.modes.get(seenStep.mode);
    if (!mode) continue;
    const observation = withReturnedStates(seenStep, mode, page);
    if (observation.loaded) carried = new Map([...carried, ...observation.loaded]);
    const seen = new Set(observation.after?.keys() ?? []);
    const states = [...mode.open.keys()].filter((key) => page.symbols.get(key)?.role === 'state');
    const readable = states.every((key) => seen.has(key) || !stateKeys(page).includes(key));
    const symbols = pointSymbols(page, observation, carried, trace.format);
    const point: Point = { symbols, extents };
    const next = new Map(carried);
    for (const key of states) {
      const after = observation.after?.get(key);
      if (after) next.set(key, after);
      else next.set(key, carryState(key, mode.open.get(key)!, point, arithmetic, cache));
    }
    // A state that only the model has is not observed, but same-step equations may mention it.
    for (const [key, values] of next) if (!symbols.has(symbolKey(key, 0))) symbols.set(symbolKey(key, 0), values);

    for (const [key, local] of mode.local) {
      if (keys && !keys.has(key)) continue;
      const isState = page.symbols.get(key)?.role === 'state';
      const got = isState ? observation.after?.get(key) : observation.outputs.get(key);
      if (!got) continue;
      const expression = readable ? local : (mode.open.get(key) ?? local);
      const criterion = cache.get(key, expression);
      const judgement = criterion.judge(got, point, arithmetic);
      yield { trace, observation, key, got, criterion, point, judgement };
    }
    carried = next;
  }
}

/**
 * A state that the model returns as it is (a learning rate that is kept and given out) is seen in the output, whether
 * or not the subject shows it among its states.
 */
export function withReturnedStates(observation: Observation, mode: ModeModel, page: Page): Observation {
  const returned = new Map<string, Float64Array>();
  for (const [key, values] of observation.outputs) {
    const expression = mode.system.equations.get(key)?.expression;
    if (expression?.kind !== 'symbol' || expression.lag !== 0 || observation.after?.has(expression.key)) continue;
    if (page.symbols.get(expression.key)?.role === 'state') returned.set(expression.key, values);
  }
  return returned.size === 0
    ? observation
    : { ...observation, after: new Map([...(observation.after ?? []), ...returned]) };
}

export function initialStates(model: Model, trace: Trace): Map<string, Float64Array | Bounds> {
  const states = new Map<string, Float64Array | Bounds>();
  const { page } = model;
  for (const symbol of page.symbols.values()) {
    if (symbol.role !== 'state') continue;
    const initial = symbol.initial ? Number(symbol.initial.num) / Number(symbol.initial.den) : 0;
    const shape = symbol.elementwise ? [LANE] : symbol.shape;
    const size = shape.reduce((n, index) => n * (trace.experiment.extents.get(index) ?? 1), 1);
    states.set(symbol.key, new Float64Array(size).fill(initial));
  }
  return states;
}

/** Everything known at this step: inputs, hyper-parameters, time, states before it and, where readable, after it. */
export function pointSymbols(
  page: Page,
  observation: Observation,
  carried: ReadonlyMap<string, Float64Array | Bounds>,
  format: FormatName,
): Map<string, Float64Array | Bounds> {
  const symbols = new Map<string, Float64Array | Bounds>();
  for (const symbol of page.symbols.values()) {
    if (symbol.role === 'hyper') {
      const value = observation.hyper[symbol.key];
      if (value !== undefined) symbols.set(symbolKey(symbol.key, 0), Float64Array.of(value));
    } else if (symbol.role === 'time') {
      const t = (symbol.from ?? 1) + observation.step - 1;
      symbols.set(symbolKey(symbol.key, 0), Float64Array.of(t));
    }
  }
  for (const [key, values] of observation.inputs) {
    const lag = page.symbols.get(key)?.role === 'parameter' ? 1 : 0;
    symbols.set(symbolKey(key, lag), values);
  }
  for (const [key, values] of observation.outputs) {
    if (page.symbols.get(key)?.role === 'parameter') symbols.set(symbolKey(key, 0), known(values, format));
  }
  for (const [key, values] of carried) symbols.set(symbolKey(key, 1), known(values, format));
  for (const [key, values] of observation.after ?? []) symbols.set(symbolKey(key, 0), known(values, format));
  return symbols;
}

/**
 * What is known of a value that was read. A NaN may have been anything: the whole line, so that what follows from it
 * proves nothing. An infinite one was too large to be stored, and a subject that goes on with what it holds in a
 * register need not take it for infinite: all that is known is that it lies beyond the largest number of the format.
 */
function known(values: Float64Array | Bounds, format: FormatName): Float64Array | Bounds {
  if (!(values instanceof Float64Array) || isFiniteEverywhere(values)) return values;
  const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;
  const largest = largestFinite(FORMATS[format]);
  const lower = (x: number): number => (Number.isNaN(x) ? NEGATIVE_INFINITY : x === POSITIVE_INFINITY ? largest : x);
  const upper = (x: number): number => (Number.isNaN(x) ? POSITIVE_INFINITY : x === NEGATIVE_INFINITY ? -largest : x);
  return { lower: values.map(lower), upper: values.map(upper) };
}

/** Asked of every value of a long run: a plain loop is several times as fast as a call for each. */
function isFiniteEverywhere(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** Whether every informative value conforms; values that prove nothing are left out. */
export function reproduces(judged: JudgedOutput): boolean {
  const { classes } = judged.judgement;
  for (let i = 0; i < classes.length; i++) if (!conforms(classes[i]!) && classes[i] !== UNINFORMATIVE) return false;
  return true;
}

/** The first element that does not conform, or -1. */
export const firstBroken = (judged: JudgedOutput): number =>
  judged.judgement.classes.findIndex((code) => !conforms(code) && code !== UNINFORMATIVE);

export const describeClass = (judged: JudgedOutput, element: number): string =>
  classNamed(judged.judgement.classes[element] ?? UNINFORMATIVE);
