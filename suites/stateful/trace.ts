import type { Hyperparameters, Instance, Kernel, Outputs, Tensor } from '../../adapters/contract.ts';
import { AdapterError } from '../../adapters/contract.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { pack } from '../../reference/formats/storage.ts';
import type { Page, SymbolDeclaration } from '../../spec/language/page.ts';
import { LANE } from '../judge/point.ts';
import { leavingInputs, readOutput } from '../read-output.ts';
import type { Experiment } from './experiment.ts';

type Values = ReadonlyMap<string, Float64Array>;

/** One step as it was observed. Absent states could not be read. */
export interface Observation {
  /** 1 for the first step. */
  readonly step: number;
  readonly mode: string;
  readonly hyper: Hyperparameters;
  /** Inputs, and parameters as they were passed in. */
  readonly inputs: Values;
  /** State loaded since the step before; else the state is what it was after that step. */
  readonly loaded: Values | undefined;
  readonly after: Values | undefined;
  /** Outputs, and parameters as they came back. */
  readonly outputs: Values;
  /** The last command in mid-run that a subject may get wrong, in words: `a change of lr`. */
  readonly interruption: string | undefined;
}

export interface Trace {
  readonly experiment: Experiment;
  readonly format: FormatName;
  readonly observations: readonly Observation[];
  /** Is the number of the step among what the subject saves, so that it can be restored? */
  readonly savesTime: boolean;
}

/** The indices over which a symbol's values run, lane for elementwise ones. */
export function shapeOf(page: Page, key: string, extents: ReadonlyMap<string, number>): number[] {
  const declaration = page.symbols.get(key);
  if (!declaration || declaration.elementwise) return [extents.get(LANE) ?? 1];
  return declaration.shape.map((index) => extents.get(index) ?? 1);
}

function tensor(
  page: Page,
  key: string,
  values: ArrayLike<number>,
  extents: ReadonlyMap<string, number>,
  format: FormatName,
): Tensor {
  return { dtype: format, shape: shapeOf(page, key, extents), data: pack(FORMATS[format], values) };
}

/** What the page has a name for; a slot may be kept in a wider format than the one judged. */
function slots(page: Page, state: Outputs, extents: ReadonlyMap<string, number>, where: string): Values {
  const known = Object.entries(state).filter(([key]) => page.symbols.get(key)?.role === 'state');
  return new Map(
    known.map(([key, { dtype }]) => {
      const length = elementCount(shapeOf(page, key, extents));
      return [key, readOutput(state, key, { where, format: dtype, length })];
    }),
  );
}

const elementCount = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

/** Keys that every step must return: outputs, and parameters that the page's equations change. */
function outputKeys(page: Page): string[] {
  const defined = new Set([...page.systems.values()].flatMap((system) => [...system.equations.keys()]));
  const returned = ({ role, key }: SymbolDeclaration) =>
    role === 'output' || role === 'parameter' ? defined.has(key) : false;
  return [...page.symbols.values()].filter(returned).map(({ key }) => key);
}

/** Keys of the states that the page's own equations define. */
export function stateKeys(page: Page): string[] {
  const defined = new Set([...page.systems.values()].flatMap((system) => [...system.equations.keys()]));
  return [...page.symbols.values()].filter((s) => s.role === 'state' && defined.has(s.key)).map((s) => s.key);
}

/**
 * Run an experiment on a fresh instance and write down everything that can be seen.
 *
 * @throws AdapterError when the subject fails; the message says at which step
 */
export async function runExperiment(
  page: Page,
  kernel: Kernel,
  experiment: Experiment,
  format: FormatName,
): Promise<Trace> {
  const session = await Session.open(page, kernel, experiment, format);
  try {
    const observations: Observation[] = [];
    for (let i = 0; i < experiment.commands.length; i++) {
      const observation = await session.perform(i);
      if (observation) observations.push(observation);
    }
    return { experiment, format, observations, savesTime: session.savesTime };
  } finally {
    await session.close();
  }
}

/** One instance in the middle of its experiment; several may be interleaved by the caller. */
export class Session {
  readonly #page: Page;
  readonly #kernel: Kernel;
  readonly #experiment: Experiment;
  readonly #format: FormatName;
  #instance: Instance;
  #hyper: Hyperparameters;
  #mode: string;
  #step = 0;
  #interruption: string | undefined;
  #loaded: Values | undefined;
  #parameters: Map<string, Float64Array>;
  #savesTime = false;

  private constructor(page: Page, kernel: Kernel, experiment: Experiment, format: FormatName, instance: Instance) {
    this.#page = page;
    this.#kernel = kernel;
    this.#experiment = experiment;
    this.#format = format;
    this.#instance = instance;
    this.#hyper = experiment.hyper;
    this.#mode = page.modes[0] ?? '';
    this.#parameters = new Map(
      Object.entries(experiment.parameters).map(([key, values]) => [key, Float64Array.from(values)]),
    );
  }

  static async open(page: Page, kernel: Kernel, experiment: Experiment, format: FormatName): Promise<Session> {
    if (!kernel.create) throw new AdapterError('not-a-subject', `${page.id}: the subject has no create()`);
    return new Session(page, kernel, experiment, format, await kernel.create(experiment.hyper, format));
  }

  /** Carry out command `i` of the experiment; a step yields an observation. */
  async perform(i: number): Promise<Observation | undefined> {
    const command = this.#experiment.commands[i];
    if (!command) return undefined;
    switch (command.kind) {
      case 'mode':
        this.#mode = command.mode;
        await this.#instance.mode?.(command.mode);
        return undefined;
      case 'set':
        if (!this.#instance.set) return undefined;
        this.#hyper = { ...this.#hyper, ...command.hyper };
        await this.#instance.set(command.hyper);
        this.#interruption = `a change of ${Object.keys(command.hyper).join(' and ')}`;
        return undefined;
      case 'load':
        await this.#load(command.state);
        return undefined;
      case 'restore':
        await this.#restore();
        return undefined;
      case 'step':
        return this.#perform(command.inputs);
    }
  }

  async close(): Promise<void> {
    await this.#instance.dispose?.();
  }

  /** Has the state, as far as it was read, held the number of the step? */
  get savesTime(): boolean {
    return this.#savesTime;
  }

  async #load(state: Readonly<Record<string, readonly number[]>>): Promise<void> {
    if (!this.#instance.load) return;
    const { extents } = this.#experiment;
    const slots = Object.entries(state).map(([key, values]) => [
      key,
      tensor(this.#page, key, values, extents, this.#format),
    ]);
    await this.#instance.load(Object.fromEntries(slots) as Outputs);
    this.#loaded = new Map(Object.entries(state).map(([key, values]) => [key, Float64Array.from(values)]));
  }

  async #restore(): Promise<void> {
    if (!this.#instance.state || !this.#instance.load || !this.#kernel.create) return;
    const saved = await this.#instance.state();
    await this.#instance.dispose?.();
    this.#instance = await this.#kernel.create(this.#hyper, this.#format);
    await this.#instance.mode?.(this.#mode);
    if (!this.#instance.load)
      throw new AdapterError('not-a-subject', `${this.#page.id}: load() disappeared from a new instance`);
    await this.#instance.load(saved);
    this.#interruption = 'the state was saved and restored';
  }

  async #perform(given: Readonly<Record<string, readonly number[]>>): Promise<Observation> {
    this.#step++;
    const inputs = new Map<string, Float64Array>();
    for (const key of this.#page.call) {
      const values = this.#parameters.get(key) ?? given[key];
      if (!values) throw new Error(`the experiment gives no value for ${key}`);
      inputs.set(key, Float64Array.from(values));
    }
    const extents = this.#experiment.extents;
    const call = [...inputs].map(([key, values]) => tensor(this.#page, key, values, extents, this.#format));
    const where = `${this.#page.id}, step ${this.#step}`;
    const returned = await leavingInputs(where, this.#page.call, call, (given) => this.#instance.step(given));
    const outputs = new Map(
      outputKeys(this.#page).map((key) => {
        const length = elementCount(shapeOf(this.#page, key, extents));
        return [key, readOutput(returned, key, { where, format: this.#format, length })];
      }),
    );
    const state = await this.#instance.state?.();
    const after = state && slots(this.#page, state, extents, where);
    if (state) this.#savesTime = Object.keys(state).some((key) => this.#page.symbols.get(key)?.role === 'time');
    for (const key of this.#parameters.keys()) {
      const value = outputs.get(key);
      // A parameter that became NaN or infinite says nothing about later steps: they go on from the value before.
      if (value)
        this.#parameters.set(
          key,
          value.map((x, i) => (Number.isFinite(x) ? x : inputs.get(key)![i]!)),
        );
    }
    const loaded = this.#loaded;
    this.#loaded = undefined;
    return {
      step: this.#step,
      mode: this.#mode,
      hyper: this.#hyper,
      inputs,
      loaded,
      after,
      outputs,
      interruption: this.#interruption,
    };
  }
}
