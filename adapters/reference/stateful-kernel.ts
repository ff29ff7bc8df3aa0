import { FORMATS } from '../../reference/formats/format.ts';
import { roundRational } from '../../reference/formats/round.ts';
import { evaluationOrder, inlineSystem } from '../../spec/language/inline.ts';
import type { Page, System } from '../../spec/language/page.ts';
import { accuracySystem } from '../../spec/language/patch.ts';
import { ZERO } from '../../spec/language/rational.ts';
import {
  AdapterError,
  type FormatName,
  type Hyperparameters,
  type Instance,
  type Kernel,
  type Outputs,
  type Tensor,
} from '../contract.ts';
import { copyTensor, elementCount, tensorOf } from '../tensor.ts';
import { PageEvaluation } from './page-evaluation.ts';

const ALL_FORMATS: readonly FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];

/** The equations of one mode in the order in which they are computed, over stored states. */
interface Stage {
  readonly system: System;
  /** Keys of states, parameters and outputs, each after those that it reads from this step. */
  readonly keys: readonly string[];
  readonly expressions: ReturnType<typeof inlineSystem>;
}

function stageOf(page: Page, mode: string): Stage {
  const system = accuracySystem(page, mode);
  const expressions = inlineSystem(page, system, { keepStates: true });
  return { system, expressions, keys: evaluationOrder(system).filter((key) => expressions.has(key)) };
}

/**
 * A page that keeps state. The state is stored in the format, as in any implementation, so each equation is correctly
 * rounded at the values that are really there before it.
 */
export function statefulKernel(page: Page): Kernel {
  const stages = new Map(page.modes.map((mode) => [mode, stageOf(page, mode)]));
  return {
    origin: 'native',
    formats: ALL_FORMATS,
    create: (hyper, format) => new ReferenceInstance(page, stages, hyper, format),
  };
}

class ReferenceInstance implements Instance {
  private readonly page: Page;
  private readonly stages: ReadonlyMap<string, Stage>;
  private readonly format: FormatName;
  private hyper: Hyperparameters;
  private stage: Stage;
  private slots: Outputs = {};
  private steps = 0;

  constructor(page: Page, stages: ReadonlyMap<string, Stage>, hyper: Hyperparameters, format: FormatName) {
    this.page = page;
    this.stages = stages;
    this.hyper = hyper;
    this.format = format;
    this.stage = [...stages.values()][0]!;
  }

  step(inputs: readonly Tensor[]): Outputs {
    const { page, format, stage } = this;
    const given = new Map(page.call.map((key, i) => [key, inputs[i]!]));
    const isParameter = (key: string): boolean => page.symbols.get(key)?.role === 'parameter';
    const now = new Map([...given].filter(([key]) => !isParameter(key)));
    const before = new Map([...given].filter(([key]) => isParameter(key)));
    for (const [key, declared] of page.symbols) {
      if (declared.role !== 'state') continue;
      const initial = roundRational(FORMATS[format], declared.initial ?? ZERO);
      before.set(key, this.slots[key] ?? this.filled(initial, this.shapeOf(key, given)));
    }
    const scalars = new Map(Object.entries(this.hyper));
    this.steps++;
    for (const [key, { role, from = 1 }] of page.symbols) {
      if (role === 'time') scalars.set(key, from + this.steps - 1);
    }
    for (const key of stage.keys) {
      const expression = stage.expressions.get(key)!;
      const indices = stage.system.equations.get(key)!.indices;
      const shape = this.shapeOf(key, given);
      now.set(key, new PageEvaluation(page, { now, before, scalars }).tensor({ expression, format, shape, indices }));
    }
    const isSlot = (key: string): boolean => page.symbols.get(key)?.role === 'state';
    this.slots = Object.fromEntries(stage.keys.filter(isSlot).map((key) => [key, now.get(key)!]));
    return Object.fromEntries(stage.keys.filter((key) => !isSlot(key)).map((key) => [key, now.get(key)!]));
  }

  /** Empty before the first step, when no shape is known. */
  state(): Outputs {
    return Object.fromEntries(Object.entries(this.slots).map(([key, slot]) => [key, copyTensor(slot)]));
  }

  load(state: Outputs): void {
    this.slots = { ...this.slots, ...Object.fromEntries(Object.entries(state).map(([k, v]) => [k, copyTensor(v)])) };
  }

  set(hyper: Hyperparameters): void {
    this.hyper = { ...this.hyper, ...hyper };
  }

  /** @throws AdapterError `not-a-subject` for a mode that the page does not have */
  mode(mode: string): void {
    const stage = this.stages.get(mode);
    if (!stage) throw new AdapterError('not-a-subject', `reference: ${this.page.id} has no mode \`${mode}\``);
    this.stage = stage;
  }

  /** Elementwise symbols are shaped like the first input, others by their indices. */
  private shapeOf(key: string, given: ReadonlyMap<string, Tensor>): readonly number[] {
    const { shape: indices, elementwise } = this.page.symbols.get(key)!;
    if (elementwise) return [...given.values()][0]!.shape;
    return indices.map((index) => {
      const extent = this.page.indices.get(index);
      for (const [input, tensor] of given) {
        const axis = this.page.symbols.get(input)!.shape.findIndex((each) => this.page.indices.get(each) === extent);
        if (axis >= 0) return tensor.shape[axis]!;
      }
      throw new AdapterError('wrong-length', `reference: ${this.page.id}: nothing tells the extent of \`${key}\``);
    });
  }

  private filled(value: number, shape: readonly number[]): Tensor {
    return tensorOf(this.format, new Float64Array(elementCount(shape)).fill(value), shape);
  }
}
