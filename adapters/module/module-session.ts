import type { FormatName, Outputs, PageInterface, Tensor } from '../contract.ts';
import { STEP_NUMBER } from '../step-number.ts';
import { copyTensor, numbersOf, sameBits, tensorOf } from '../tensor.ts';
import { describeValue, ModuleFailure } from './module-failure.ts';
import type { Command, InstanceAbilities, ReplyValue, StepReply } from './protocol.ts';
import type { Callable, ModuleKernel, ScalarKernel } from './read-module.ts';
import { readResults, readState, shapeOfResult } from './read-result.ts';

type Methods = { readonly step: Callable } & Partial<Record<'state' | 'load' | 'set' | 'mode' | 'dispose', Callable>>;

interface Held {
  readonly page: PageInterface;
  readonly format: FormatName;
  readonly methods: Methods;
  /** Shapes of the last inputs: what the slots are shaped like. */
  inputs: readonly Tensor[];
}

type Of<K extends Command['kind']> = Extract<Command, { kind: K }>;

/** The instances of one loaded module, and one method for each kind of command. */
export class ModuleSession {
  private readonly kernels: ReadonlyMap<string, ModuleKernel>;
  private readonly pages: ReadonlyMap<string, PageInterface>;
  private readonly instances = new Map<number, Held>();

  constructor(kernels: ReadonlyMap<string, ModuleKernel>, pages: readonly PageInterface[]) {
    this.kernels = kernels;
    this.pages = new Map(pages.map((page) => [page.id, page]));
  }

  /** @throws ModuleFailure for an answer that is none; whatever the module throws */
  run(command: Command): ReplyValue | Promise<ReplyValue> {
    switch (command.kind) {
      case 'forward':
        return this.forward(command);
      case 'gradient':
        return this.gradient(command);
      case 'create':
        return this.create(command);
      case 'step':
        return this.step(command);
      case 'state':
        return this.state(this.held(command.instance));
      case 'load':
        return this.load(command);
      case 'set':
        return this.tell(command.instance, 'set', command.hyper);
      case 'mode':
        return this.tell(command.instance, 'mode', command.mode);
      case 'dispose':
        return this.dispose(command.instance);
    }
  }

  private held(instance: number): Held {
    const held = this.instances.get(instance);
    if (!held) throw new ModuleFailure('threw', `was called on instance ${instance}, which was disposed of`);
    return held;
  }

  private async forward({ page: id, inputs, hyper, mode }: Of<'forward' | 'gradient'>): Promise<Outputs> {
    const page = this.pages.get(id)!;
    const kernel = this.kernels.get(id)!;
    if (kernel.value) {
      const y = applyScalar(kernel.value, inputs[0]!, page.hyper.length > 0 ? hyper : undefined);
      return { [page.outputs[0]!]: y };
    }
    const result = await unmutated(page, inputs, (arrays) =>
      kernel.forward!(...arrays, { shapes: inputs.map((each) => each.shape), hyper, mode }),
    );
    return readResults(result, page.outputs, inputs[0]!.dtype, (key) => shapeOfResult(page, key, inputs));
  }

  private async gradient(command: Of<'forward' | 'gradient'>): Promise<Outputs> {
    const { page: id, inputs, cotangent, hyper, mode } = command;
    const page = this.pages.get(id)!;
    const kernel = this.kernels.get(id)!;
    const format = inputs[0]!.dtype;
    if (kernel.derivative) {
      const slope = applyScalar(kernel.derivative, inputs[0]!, page.hyper.length > 0 ? hyper : undefined);
      return { [page.call[0]!]: timesCotangent(slope, cotangent!) };
    }
    const all = [...inputs, cotangent!];
    const result = await unmutated(page, all, (arrays) =>
      kernel.gradient!(...arrays, { shapes: inputs.map((each) => each.shape), hyper, mode }),
    );
    return readResults(result, page.call, format, (key) => inputs[page.call.indexOf(key)]?.shape);
  }

  private async create({ page: id, instance, hyper, format }: Of<'create'>): Promise<InstanceAbilities> {
    const page = this.pages.get(id)!;
    const made = await this.kernels.get(id)!.create!({ ...hyper }, { format, page: id });
    const methods = made as Methods;
    if (made === null || typeof made !== 'object' || typeof methods.step !== 'function') {
      const call = page.call.join(', ');
      throw new ModuleFailure('wrong-type', `returned ${describeValue(made)}; return an object with step(${call})`);
    }
    this.instances.set(instance, { page, format, methods, inputs: [] });
    const has = (name: keyof Methods): boolean => typeof methods[name] === 'function';
    return { state: has('state'), load: has('load'), set: has('set'), mode: has('mode') };
  }

  private async step({ instance, inputs }: Of<'step'>): Promise<StepReply> {
    const held = this.held(instance);
    const { page, methods } = held;
    held.inputs = inputs;
    const result = await unmutated(page, inputs, (arrays) =>
      methods.step(...arrays, { shapes: inputs.map((each) => each.shape) }),
    );
    const outputs = readResults(result, page.outputs, held.format, (key) => shapeOfResult(page, key, inputs));
    if (!methods.state) return { outputs };
    try {
      return { outputs, state: await this.state(held) };
    } catch (error) {
      // The step itself succeeded: a broken state() is reported to whoever asks for the state.
      if (error instanceof ModuleFailure) return { outputs, state: error.failure };
      return { outputs };
    }
  }

  private async state(held: Held): Promise<Outputs> {
    const { page, methods, format, inputs } = held;
    return readState(await methods.state!(), page.states, format, (key) => shapeOfResult(page, key, inputs));
  }

  private async load({ instance, state }: Of<'load'>): Promise<undefined> {
    const { methods } = this.held(instance);
    // The number of the step goes back as a number: `t += 1` would join it to an array as text.
    const slots = Object.entries(state).map(([key, { data }]) => [key, key === STEP_NUMBER ? data[0] : data]);
    await methods.load!(Object.fromEntries(slots));
    return undefined;
  }

  private async tell(instance: number, method: 'set' | 'mode', value: unknown): Promise<undefined> {
    await this.held(instance).methods[method]!(value);
    return undefined;
  }

  private async dispose(instance: number): Promise<undefined> {
    const { methods } = this.held(instance);
    this.instances.delete(instance);
    await methods.dispose?.();
    return undefined;
  }
}

/** One call a number, over the whole batch; each answer is rounded once to the format of the input. */
function applyScalar(f: ScalarKernel, x: Tensor, hyper: Readonly<Record<string, number>> | undefined): Tensor {
  const values = numbersOf(x);
  const results = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const y = hyper === undefined ? f(values[i]!) : f(values[i]!, hyper);
    if (typeof y !== 'number') {
      const hint = y === undefined ? ' (is a `return` missing?)' : '';
      throw new ModuleFailure('wrong-type', `returned ${describeValue(y)} for ${values[i]} instead of a number${hint}`);
    }
    results[i] = y;
  }
  return tensorOf(x.dtype, results, x.shape);
}

/** Exact where the cotangent is 1, as in every judgement of a scalar derivative; else one more rounding. */
function timesCotangent(slope: Tensor, cotangent: Tensor): Tensor {
  const weights = numbersOf(cotangent);
  if (weights.every((weight) => weight === 1)) return slope;
  return tensorOf(
    slope.dtype,
    numbersOf(slope).map((value, i) => value * weights[i]!),
    slope.shape,
  );
}

/**
 * Calls `f` with arrays of its own and checks afterwards that they hold what they held.
 *
 * @throws ModuleFailure `mutated-input`
 */
async function unmutated(
  page: PageInterface,
  inputs: readonly Tensor[],
  f: (arrays: readonly unknown[]) => unknown,
): Promise<unknown> {
  const given = inputs.map(copyTensor);
  const result = await f(given.map((each) => each.data));
  const changed = inputs.findIndex((each, i) => !sameBits(each, given[i]!));
  if (changed >= 0) {
    const key = page.call[changed] ?? 'cotangent';
    throw new ModuleFailure(
      'mutated-input',
      `changed the array \`${key}\` of its caller in place; work on a copy (\`${key}.slice()\`) and return it`,
    );
  }
  return result;
}
