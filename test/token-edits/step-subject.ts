import type { Adapter, Hyperparameters, Instance, Outputs, Tensor } from '../../adapters/contract.ts';
import { numbersOf, tensorOf } from '../../adapters/tensor.ts';
import { compileTape, type Tape } from '../../reference/float64/tape.ts';
import type { FormatName } from '../../reference/formats/format.ts';
import type { Page, SymbolDeclaration } from '../../spec/language/page.ts';
import { indicesOf, LANE } from '../../suites/judge/point.ts';
import type { Model } from '../../suites/stateful/model.ts';
import { editedAdapter } from './formula-subject.ts';
import { finite, middle } from './middle.ts';

/**
 * A subject that steps by the equations of a model in place of the page's own: in float64, each state and result then
 * rounded to the format. It shows its states, can be told to restore them and to change what it was made with.
 */
export function stepSubject(page: Page, model: Model, format: FormatName): Adapter {
  const { open } = model.modes.values().next().value!;
  const keys = [...open.keys()];
  const layout = { indicesOf: (key: string) => indicesOf(model.page, key) };
  const tape = compileTape(
    [...open.values()],
    layout,
    keys.map((key) => indicesOf(model.page, key)),
  );
  return editedAdapter(page, format, {
    create: (hyper) => new EditedInstance(model.page, { keys, tape, format }, hyper),
  });
}

interface Program {
  readonly keys: readonly string[];
  readonly tape: Tape;
  readonly format: FormatName;
}

class EditedInstance implements Instance {
  private readonly page: Page;
  private readonly program: Program;
  private hyper: Hyperparameters;
  private slots: Outputs = {};
  private steps = 0;

  constructor(page: Page, program: Program, hyper: Hyperparameters) {
    this.page = page;
    this.program = program;
    this.hyper = hyper;
  }

  step(inputs: readonly Tensor[]): Outputs {
    const { page, program } = this;
    const [first] = inputs;
    const lanes = first!.data.length;
    const lost = new Uint8Array(lanes);
    const symbols = new Map<string, { lower: Float64Array; upper: Float64Array }>();
    const give = (key: string, lag: 0 | 1, given: Float64Array) => {
      given.forEach((x, i) => {
        if (Number.isNaN(x) && given.length === lanes) lost[i] = 1;
      });
      const values = finite(given);
      symbols.set(`${key}@${lag}`, { lower: values, upper: values });
    };
    page.call.forEach((key, i) => {
      give(key, page.symbols.get(key)?.role === 'parameter' ? 1 : 0, numbersOf(inputs[i]!));
    });
    this.steps++;
    for (const symbol of page.symbols.values()) {
      if (symbol.role === 'time') give(symbol.key, 0, Float64Array.of((symbol.from ?? 1) + this.steps - 1));
      else if (symbol.role === 'state') give(symbol.key, 1, this.slot(symbol, lanes));
    }
    for (const [key, value] of Object.entries(this.hyper)) give(key, 0, Float64Array.of(value));
    const results = program.tape.run({ symbols, extents: new Map([[LANE, lanes]]) });
    const tensors = program.keys.map((key, which): [string, Tensor] => {
      const { lower, upper } = results[which]!;
      const { elementwise } = page.symbols.get(key)!;
      const values = new Float64Array(elementwise ? lanes : 1).map((_, i) => {
        const at = lower.length === 1 ? 0 : i;
        return elementwise && lost[i] ? Number.NaN : middle(lower[at]!, upper[at]!);
      });
      return [key, tensorOf(program.format, values, elementwise ? first!.shape : [])];
    });
    const isSlot = ([key]: [string, Tensor]): boolean => page.symbols.get(key)?.role === 'state';
    this.slots = Object.fromEntries(tensors.filter(isSlot));
    return Object.fromEntries(tensors.filter((each) => !isSlot(each)));
  }

  state(): Outputs {
    return { ...this.slots };
  }

  load(state: Outputs): void {
    this.slots = { ...state };
  }

  set(hyper: Hyperparameters): void {
    this.hyper = { ...this.hyper, ...hyper };
  }

  private slot({ key, elementwise, initial }: SymbolDeclaration, lanes: number): Float64Array {
    const kept = this.slots[key];
    if (kept) return numbersOf(kept);
    const start = initial ? Number(initial.num) / Number(initial.den) : 0;
    return new Float64Array(elementwise ? lanes : 1).fill(start);
  }
}
