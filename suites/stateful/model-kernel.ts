import type { FormatName, Hyperparameters, Instance, Kernel, Outputs, Tensor } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { roundNumber, roundUnsignedZero } from '../../reference/formats/round.ts';
import { pack, unpack } from '../../reference/formats/storage.ts';
import { evaluationOrder } from '../../spec/language/inline.ts';
import type { Page } from '../../spec/language/page.ts';
import { LANE, symbolKey } from '../judge/point.ts';
import { CriterionCache } from './judge-trace.ts';
import type { Model } from './model.ts';
import { stateKeys } from './trace.ts';

/**
 * A subject that computes a model, each equation rounded once to the format at the values that are stored before it: what a
 * hypothesis would be if somebody had written it. Where the model has no real value the answer is NaN.
 */
export function modelKernel(model: Model): Kernel {
  return {
    origin: 'native',
    formats: ['float16', 'bfloat16', 'float32', 'float64'],
    create: (hyper, format) => new ModelInstance(model, hyper, format),
  };
}

class ModelInstance implements Instance {
  readonly #model: Model;
  readonly #format: FormatName;
  readonly #cache: CriterionCache;
  #hyper: Hyperparameters;
  #slots: ReadonlyMap<string, Float64Array> = new Map();
  #step = 0;

  constructor(model: Model, hyper: Hyperparameters, format: FormatName) {
    this.#model = model;
    this.#hyper = hyper;
    this.#format = format;
    this.#cache = new CriterionCache(model.page);
  }

  step(inputs: readonly Tensor[]): Outputs {
    const { page, modes } = this.#model;
    const mode = modes.get(page.modes[0] ?? '')!;
    this.#step++;
    const lanes = inputs[0]!.data.length;
    const extents = new Map([[LANE, lanes]]);
    const symbols = new Map<string, Float64Array>();
    page.call.forEach((key, i) => {
      const lag = page.symbols.get(key)?.role === 'parameter' ? 1 : 0;
      symbols.set(symbolKey(key, lag), unpack(FORMATS[this.#format], inputs[i]!.data));
    });
    for (const symbol of page.symbols.values()) {
      const { key, role } = symbol;
      if (role === 'hyper') symbols.set(symbolKey(key, 0), Float64Array.of(this.#hyper[key]!));
      if (role === 'time') symbols.set(symbolKey(key, 0), Float64Array.of((symbol.from ?? 1) + this.#step - 1));
      if (role === 'state') symbols.set(symbolKey(key, 1), this.#slots.get(key) ?? initialValue(page, key, lanes));
    }
    const outputs: Record<string, Tensor> = {};
    const slots = new Map<string, Float64Array>();
    for (const key of evaluationOrder(mode.system)) {
      const expression = mode.local.get(key);
      if (!expression) continue;
      const values = this.#rounded(key, expression, symbols, extents);
      symbols.set(symbolKey(key, 0), values);
      if (page.symbols.get(key)?.role === 'state') slots.set(key, values);
      else outputs[key] = this.#tensor(key, values);
    }
    this.#slots = slots;
    return outputs;
  }

  state(): Outputs {
    const shown = stateKeys(this.#model.page).filter((key) => this.#slots.has(key));
    return Object.fromEntries(shown.map((key) => [key, this.#tensor(key, this.#slots.get(key)!)]));
  }

  set(changed: Hyperparameters): void {
    this.#hyper = { ...this.#hyper, ...changed };
  }

  #rounded(
    key: string,
    expression: Parameters<CriterionCache['get']>[1],
    symbols: ReadonlyMap<string, Float64Array>,
    extents: ReadonlyMap<string, number>,
  ): Float64Array {
    // A NaN that is stored is none of the numbers that a tape takes: its lanes are put aside.
    const size = extents.get(LANE)!;
    const lost = new Set<number>();
    const clean = new Map(
      [...symbols].map(([name, values]) => {
        if (values.every(Number.isFinite)) return [name, values];
        values.forEach((x, i) => {
          if (!Number.isFinite(x)) lost.add(i);
        });
        return [name, values.map((x) => (Number.isFinite(x) ? x : 1))];
      }),
    );
    const criterion = this.#cache.get(key, expression);
    const point = { symbols: clean, extents };
    const { lower, upper } = criterion.exact(point);
    const format = FORMATS[this.#format];
    return lower.map((low, i) => {
      const high = upper[i]!;
      if (lower.length === size && lost.has(i)) return Number.NaN;
      const [least, most] = [roundNumber(format, low), roundNumber(format, high)];
      if (least === most) return least;
      // A tie of two sides of a condition, or a sum that is exactly 0, is decided by the exact tier only.
      const { exact } = criterion.judgeSlowly(0, i, point, {
        format: this.#format,
        scalarFormat: 'float64',
        flushes: false,
      });
      return (exact && roundUnsignedZero(format, exact)) ?? Number.NaN;
    });
  }

  #tensor(key: string, values: Float64Array): Tensor {
    const scalar = this.#model.page.symbols.get(key)?.elementwise !== true;
    return { dtype: this.#format, shape: scalar ? [] : [values.length], data: pack(FORMATS[this.#format], values) };
  }
}

function initialValue(page: Page, key: string, lanes: number): Float64Array {
  const { initial, elementwise } = page.symbols.get(key)!;
  const value = initial ? Number(initial.num) / Number(initial.den) : 0;
  return new Float64Array(elementwise ? lanes : 1).fill(value);
}
