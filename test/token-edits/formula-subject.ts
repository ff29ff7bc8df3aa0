import type { Adapter, Kernel, Tensor } from '../../adapters/contract.ts';
import { numbersOf, tensorOf } from '../../adapters/tensor.ts';
import { compileTape } from '../../reference/float64/tape.ts';
import type { FormatName } from '../../reference/formats/format.ts';
import type { Expression } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { indicesOf, LANE } from '../../suites/judge/point.ts';
import { finite, middle } from './middle.ts';

/**
 * A subject that computes given formulas in place of a page's, by output: in float64 with a few units of its last
 * place, then rounded to the format. NaN where a formula has no value.
 */
export function formulaSubject(page: Page, formulas: ReadonlyMap<string, Expression>, format: FormatName): Adapter {
  // A schedule is one number a step, and asked for many steps at once.
  const indicesFor = (key: string) => (page.kind === 'schedule' ? [LANE] : indicesOf(page, key));
  const keys = [...formulas.keys()];
  const layout = { indicesOf: (key: string) => indicesOf(page, key) };
  const tape = compileTape([...formulas.values()], layout, keys.map(indicesFor));
  const forward: Kernel['forward'] = (inputs, { hyper }) => {
    const symbols = new Map<string, { lower: Float64Array; upper: Float64Array }>();
    const extents = new Map<string, number>();
    const sizes = new Map<string, number>();
    const give = (key: string, values: Float64Array) => symbols.set(`${key}@0`, { lower: values, upper: values });
    page.call.forEach((key, i) => {
      const tensor = inputs[i]!;
      give(key, finite(numbersOf(tensor)));
      const declared = page.symbols.get(key)!;
      if (declared.elementwise || page.kind === 'schedule') extents.set(LANE, tensor.data.length);
      declared.shape.forEach((index, axis) => {
        sizes.set(page.indices.get(index)!, tensor.shape[axis]!);
      });
    });
    for (const [index, extent] of page.indices) extents.set(index, sizes.get(extent) ?? 1);
    for (const [key, value] of Object.entries(hyper)) give(key, Float64Array.of(value));
    const results = tape.run({ symbols, extents });
    const outputs = keys.map((key, which): [string, Tensor] => {
      const { lower, upper } = results[which]!;
      const values = lower.map((low, i) => middle(low, upper[i]!));
      const indices = indicesFor(key);
      const shape = indices[0] === LANE ? inputs[0]!.shape : indices.map((index) => extents.get(index)!);
      const size = shape.reduce((n, extent) => n * extent, 1);
      // A formula without its input is one number for all elements.
      const spread = values.length === size ? values : new Float64Array(size).fill(values[0]!);
      return [key, blank(inputs, tensorOf(format, spread, [...shape]))];
    });
    return Object.fromEntries(outputs);
  };
  return editedAdapter(page, format, { forward });
}

/** One kernel as a subject that claims the page. */
export function editedAdapter(page: Page, format: FormatName, part: Pick<Kernel, 'forward' | 'create'>): Adapter {
  const name = `${page.id}, one token changed`;
  return {
    subject: name,
    provenance: { name, version: '', details: {} },
    kernels: new Map([[page.id, { origin: 'native', formats: [format], ...part }]]),
    scalarFormat: 'float64',
    claims: [page.id],
    close: async () => {},
  };
}

/** The tape takes no NaN; an element that has one is blanked afterwards. */
function blank(inputs: readonly Tensor[], result: Tensor): Tensor {
  const [first] = inputs;
  if (!first || first.data.length !== result.data.length) return result;
  const x = numbersOf(first);
  if (!x.some(Number.isNaN)) return result;
  return tensorOf(
    result.dtype,
    numbersOf(result).map((y, i) => (Number.isNaN(x[i]!) ? Number.NaN : y)),
    [...result.shape],
  );
}
