import type { Page } from '../../spec/language/page.ts';
import { conforms, UNINFORMATIVE } from '../judge/accuracy-class.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { CriterionCache, firstBroken, type JudgedOutput, judgeTrace, reproduces } from '../stateful/judge-trace.ts';
import { buildModel, equalModels, type Model } from '../stateful/model.ts';
import { stateKeys, type Trace } from '../stateful/trace.ts';
import { type Hypothesis, hypothesesOfSize } from './hypotheses.ts';
import { hiddenBehind, modelOf, withUndefined } from './hypothetical-model.ts';

/** Where the page's own equations stop holding. */
export interface Break {
  readonly key: string;
  readonly step: number;
  readonly element: number;
  readonly judged: JudgedOutput;
}

/** What the search over hypotheses found. */
export interface DiagnosisResult {
  readonly kind: 'conforms' | 'named' | 'equal' | 'not-separated' | 'unnamed';
  readonly hypotheses: readonly Hypothesis[];
  /** First broken equation in page order, with the keys that hold everywhere. */
  readonly breaks: Break | undefined;
  readonly holds: readonly string[];
  readonly reproduced: number;
  readonly cases: number;
  readonly nearest: { readonly hypothesis: Hypothesis; readonly reproduced: number } | undefined;
}

/** States that an output of the model repeats as they are. */
function returnedStates({ page, modes }: Model): string[] {
  const role = (key: string) => page.symbols.get(key)?.role;
  return [...modes.values()].flatMap(({ system }) =>
    [...system.equations.values()].flatMap(({ key, expression }) =>
      role(key) === 'output' && expression.kind === 'symbol' && expression.lag === 0 && role(expression.key) === 'state'
        ? [expression.key]
        : [],
    ),
  );
}

/** How many of the cases of each equation a model reproduces. */
interface Tally {
  readonly cases: number;
  readonly reproduced: number;
  readonly informative: number;
  readonly broken: JudgedOutput | undefined;
}

/**
 * A hypothesis must say something about this share of the cases of every equation. One that divides by zero or takes
 * the root of a negative number in most of them would otherwise reproduce whatever was seen. (A counter that starts
 * at 0 divides by zero in the first of five steps, and is a mistake that people make.)
 */
const INFORMATIVE_SHARE = 3 / 4;

const isInformative = (code: number): boolean => code !== UNINFORMATIVE;

/** Elements of one output whose class is such. */
const count = (judged: JudgedOutput, such: (code: number) => boolean): number =>
  judged.judgement.classes.reduce((n, code) => (such(code) ? n + 1 : n), 0);

const isExplained = (tally: Tally): boolean => !tally.broken && tally.informative >= INFORMATIVE_SHARE * tally.cases;

interface Fitting {
  readonly hypothesis: Hypothesis;
  readonly model: Model;
}

/**
 * A generated default and a listed mistake may be the same change (epsilon fixed at 1e-8 is the paper's default): the
 * page's own name for it is the answer.
 */
function withoutEchoes(page: Page, fitting: readonly Fitting[]): readonly Fitting[] {
  const isGenerated = ({ hypothesis }: Fitting) =>
    hypothesis.patches.some((id) => page.patches.get(id)?.kind === 'default');
  return fitting.filter(
    (one) => !isGenerated(one) || !fitting.some((other) => !isGenerated(other) && equalModels(one.model, other.model)),
  );
}

/** Largest hypotheses tried. Three changes at once are no longer one mistake but another algorithm. */
const LARGEST = 2;

/**
 * Find the smallest set of patches under which the page reproduces every case of the traces.
 *
 * Equations are judged apart, so a hypothesis is looked at only if it changes every equation that is broken, and an
 * expression that has been judged once (the same node of the DAG) is never judged again.
 */
export class Diagnostician {
  readonly #page: Page;
  readonly #traces: readonly Trace[];
  readonly #arithmetic: Arithmetic;
  readonly #cache: CriterionCache;
  readonly #mode: string | undefined;
  readonly #base: Model;
  /** States that the subject shows. */
  readonly #shown: ReadonlySet<string>;
  /** Those that it shows after every step. */
  readonly #alwaysShown: ReadonlySet<string>;
  readonly #tallies = new Map<string, Tally>();
  readonly #answers = new Map<string, boolean>();
  /** The observed equations that one patch changes, by its id. */
  readonly #changed = new Map<string, ReadonlySet<string>>();

  /** @param mode judge only steps in this mode; the others still carry hidden state */
  constructor(page: Page, traces: readonly Trace[], arithmetic: Arithmetic, mode?: string) {
    this.#mode = mode;
    this.#page = page;
    this.#traces = traces;
    this.#arithmetic = arithmetic;
    this.#cache = new CriterionCache(page);
    this.#base = buildModel(page, []);
    const observations = traces.flatMap((trace) => trace.observations);
    this.#shown = new Set(observations.flatMap(({ after }) => [...(after?.keys() ?? [])]));
    this.#alwaysShown = new Set([...this.#shown].filter((key) => observations.every(({ after }) => after?.has(key))));
  }

  /**
   * @param largest the most patches that a hypothesis may have
   * @param largestAccepted the most that one of accepted variants alone may have
   */
  diagnose(largest = LARGEST, largestAccepted = largest): DiagnosisResult {
    const keys = this.#observedKeys();
    const base = new Map(keys.map((key) => [key, this.#tally(this.#base, key)]));
    const broken = keys.filter((key) => base.get(key)!.broken);
    const holds = keys.filter((key) => !base.get(key)!.broken);
    const cases = sum([...base.values()].map((tally) => tally.cases));
    const reproducedByPage = sum([...base.values()].map((tally) => tally.reproduced));
    const common = { holds, cases };
    if (broken.length === 0) {
      return {
        kind: 'conforms',
        hypotheses: [],
        breaks: undefined,
        reproduced: reproducedByPage,
        nearest: undefined,
        ...common,
      };
    }
    const breaks = this.#firstBreak(broken, base);

    const refuted: Fitting[] = [];
    for (let size = 1; size <= Math.max(largest, largestAccepted); size++) {
      const candidates: Fitting[] = [];
      for (const hypothesis of hypothesesOfSize(this.#page, size, size > largest)) {
        if (size > 1 && !this.#mayChange(hypothesis, broken)) continue;
        const model = modelOf(this.#page, hypothesis);
        if (!model || !broken.every((key) => this.#changes(model, key))) continue;
        const fits =
          keys.every((key) => (this.#changes(model, key) ? this.#explains(model, key) : isExplained(base.get(key)!))) &&
          // What only the model keeps is read from an output, so that this output alone would prove nothing.
          returnedStates(model).every((key) => keys.includes(key) || this.#explains(model, key));
        (fits ? candidates : refuted).push({ hypothesis, model });
      }
      if (candidates.length > 0) {
        const fitting = withoutEchoes(this.#page, candidates);
        const first = fitting[0]!;
        const equal = fitting.every(({ model }) => equalModels(model, first.model));
        const kind = fitting.length === 1 ? 'named' : equal ? 'equal' : 'not-separated';
        return {
          kind,
          hypotheses: fitting.map((f) => f.hypothesis),
          breaks,
          reproduced: cases,
          nearest: undefined,
          ...common,
        };
      }
    }
    // Only now is it worth counting what the refuted ones reproduce, and only of single changes: among thousands of
    // pairs one always comes near by accident.
    let nearest: DiagnosisResult['nearest'];
    for (const { hypothesis, model } of refuted) {
      if (hypothesis.patches.length > 1) break;
      const tallies = keys.map((key) => (this.#changes(model, key) ? this.#tally(model, key) : base.get(key)!));
      const reproduced = sum(tallies.map((tally) => tally.reproduced));
      if (reproduced > Math.max(nearest?.reproduced ?? 0, reproducedByPage)) nearest = { hypothesis, reproduced };
    }
    return { kind: 'unnamed', hypotheses: [], breaks, reproduced: reproducedByPage, nearest, ...common };
  }

  /**
   * Can the parts together change every broken equation? Equations that are replaced change what each changes alone; a
   * substitution may reach what another part writes, so those are always built. Two settings that are ignored at once
   * are no mistake that people make, and there are hundreds of such pairs.
   */
  #mayChange({ patches }: Hypothesis, broken: readonly string[]): boolean {
    const parts = patches.map((id) => this.#page.patches.get(id)!);
    if (parts.every(({ kind }) => kind === 'default')) return false;
    if (parts.some(({ substitutions }) => substitutions.length > 0)) return true;
    return broken.every((key) => patches.some((id) => this.#changedBy(id).has(key)));
  }

  #changedBy(id: string): ReadonlySet<string> {
    let keys = this.#changed.get(id);
    if (!keys) {
      const model = modelOf(this.#page, { patches: [id] });
      keys = new Set(this.#observedKeys().filter((key) => model && this.#changes(model, key)));
      this.#changed.set(id, keys);
    }
    return keys;
  }

  /** Equations for which anything was observed, in page order; a state that an output repeats is seen in it. */
  #observedKeys(): string[] {
    const keys = new Set<string>();
    for (const mode of this.#base.modes.values()) for (const key of mode.local.keys()) keys.add(key);
    const repeated = returnedStates(this.#base);
    const seen = (key: string): boolean =>
      repeated.includes(key) ||
      this.#traces.some((trace) => trace.observations.some((o) => o.after?.has(key) || o.outputs.has(key)));
    return [...keys].filter(seen);
  }

  #changes(model: Model, key: string): boolean {
    return [...model.modes].some(([mode, { open, local }]) => {
      const base = this.#base.modes.get(mode);
      if (open.get(key) !== base?.open.get(key) || local.get(key) !== base?.local.get(key)) return true;
      return hiddenBehind(open, key, this.#shown).some((state) => open.get(state) !== base?.open.get(state));
    });
  }

  /** Does the model reproduce every case of this equation? Most hypotheses are refuted by the first steps. */
  #explains(model: Model, key: string): boolean {
    const identity = this.#identityOf(model, key);
    let answer = this.#answers.get(identity);
    if (answer === undefined) this.#answers.set(identity, (answer = this.#explainsAll(model, key)));
    return answer;
  }

  #explainsAll(model: Model, key: string): boolean {
    let cases = 0;
    let informative = 0;
    for (const judged of this.#judged(model, key)) {
      if (!reproduces(judged)) return false;
      cases += judged.judgement.classes.length;
      informative += count(judged, isInformative);
    }
    return informative >= INFORMATIVE_SHARE * cases;
  }

  *#judged(model: Model, key: string): Generator<JudgedOutput> {
    for (const trace of this.#traces) {
      for (const judged of judgeTrace(trace, model, this.#arithmetic, this.#cache, new Set([key]))) {
        if (this.#mode === undefined || judged.observation.mode === this.#mode) yield withUndefined(judged);
      }
    }
  }

  #tally(model: Model, key: string): Tally {
    const identity = this.#identityOf(model, key);
    const known = this.#tallies.get(identity);
    if (known) return known;
    let cases = 0;
    let reproduced = 0;
    let informative = 0;
    let broken: JudgedOutput | undefined;
    for (const judged of this.#judged(model, key)) {
      cases += judged.judgement.classes.length;
      reproduced += count(judged, conforms);
      informative += count(judged, isInformative);
      if (!reproduces(judged)) broken ??= judged;
    }
    const tally = { cases, reproduced, informative, broken };
    this.#tallies.set(identity, tally);
    return tally;
  }

  /**
   * What judging one equation depends on (`judgeTrace`): its own form, since it is judged from the states as they were
   * seen. Those that were not seen at every step are carried from step to step by their open forms, so these take part,
   * as does the open form of the equation itself where one of them belongs to the page; and what repeats a state
   * shows it.
   */
  #identityOf({ page, modes }: Model, key: string): string {
    const role = (each: string) => page.symbols.get(each)?.role;
    const parts = [...modes].map(([mode, { local, open, system }]) => {
      const hidden = [...open.keys()].filter((each) => role(each) === 'state' && !this.#alwaysShown.has(each));
      const isReadable = !hidden.some((each) => stateKeys(page).includes(each));
      const repeats = [...system.equations.values()]
        .filter(({ expression }) => expression.kind === 'symbol')
        .map(({ key: repeated, expression }) => `${repeated}:${expression.id}`);
      const own = `${local.get(key)?.id} ${isReadable ? '' : open.get(key)?.id}`;
      return `${mode} ${own} ${hidden.map((each) => `${each}:${open.get(each)!.id}`)} ${repeats}`;
    });
    return `${key} ${parts.join('|')}`;
  }

  #firstBreak(broken: readonly string[], base: ReadonlyMap<string, Tally>): Break | undefined {
    const key = broken[0];
    const judged = key === undefined ? undefined : base.get(key)?.broken;
    if (key === undefined || !judged) return undefined;
    return {
      key,
      step: judged.observation.step,
      element: firstBroken(judged),
      judged,
    };
  }
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
