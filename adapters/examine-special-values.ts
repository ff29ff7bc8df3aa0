import { FORMATS } from '../reference/formats/format.ts';
import { smallestNormal } from '../reference/formats/ulp.ts';
import type { Observation } from './conformance.ts';
import type { Adapter, FormatName, PageInterface } from './contract.ts';
import { hyperFor } from './examination-inputs.ts';
import { subnormalsIn } from './subnormals.ts';
import { numbersOf, tensorOf } from './tensor.ts';

/**
 * Operators that pass small positive values on: relu(x) = x, and tanh(x) rounds to x below 2^-p/2 since
 * tanh(x) = x - x^3/3 + ... (NIST DLMF 4.33.3). What they lose, the way to them or they themselves have lost.
 */
const PASSES_SMALL = ['activation/relu', 'activation/tanh'];

/** Where x goes to infinity, so does the operator. */
const PASSES_INFINITY = ['activation/relu', 'activation/gelu', 'activation/gelu-tanh'];

/** Odd operators give -0 for -0. */
const PASSES_NEGATIVE_ZERO = ['activation/tanh'];

type Answer = (id: string, values: readonly number[]) => Promise<Float64Array>;

/**
 * Whether NaN, infinities, -0 and subnormals survive the way through an adapter. A single operator may have lost them
 * by itself, so only what every operator loses is a fault of the adapter.
 */
export async function* examineSpecialValues(
  adapter: Adapter,
  pages: readonly PageInterface[],
): AsyncGenerator<Observation, void> {
  const scalar = pages.filter(({ id, kind }) => kind === 'scalar' && adapter.kernels.get(id)?.forward !== undefined);
  const formats = new Set(scalar.flatMap(({ id }) => adapter.kernels.get(id)!.formats));
  for (const format of formats) {
    const offered = scalar.filter(({ id }) => adapter.kernels.get(id)!.formats.includes(format));
    const ids = offered.map(({ id }) => id);
    const answer: Answer = async (id, values) => {
      const page = offered.find((each) => each.id === id)!;
      const kernel = adapter.kernels.get(id)!;
      const info = { hyper: hyperFor(page, kernel), mode: '' };
      const outputs = await kernel.forward!([tensorOf(format, values)], info);
      const output = outputs[page.outputs[0]!];
      return output === undefined ? new Float64Array(values.length).fill(Number.NaN) : numbersOf(output);
    };
    try {
      yield* examineFormat(adapter, format, ids, answer);
    } catch (error) {
      yield {
        aspect: 'special values',
        level: 'fault',
        format,
        says: error instanceof Error ? error.message : String(error),
      };
    }
  }
}

async function* examineFormat(
  adapter: Adapter,
  format: FormatName,
  ids: readonly string[],
  answer: Answer,
): AsyncGenerator<Observation, void> {
  const keeping = async (among: readonly string[], value: number): Promise<string[]> => {
    const kept: string[] = [];
    for (const id of among) if (Object.is((await answer(id, [value]))[0], value)) kept.push(id);
    return kept;
  };

  const nan = await keeping(ids, Number.NaN);
  const lost = ids.filter((id) => !nan.includes(id));
  yield nan.length === 0
    ? { aspect: 'special values', level: 'fault', format, says: 'NaN does not come back from any operator' }
    : lost.length === 0
      ? { aspect: 'special values', level: 'sound', format, says: 'NaN comes back from every operator' }
      : { aspect: 'special values', level: 'property', format, says: `NaN is lost by ${lost.join(', ')}` };

  const unbounded = ids.filter((id) => PASSES_INFINITY.includes(id));
  if (unbounded.length > 0) {
    const kept = await keeping(unbounded, Number.POSITIVE_INFINITY);
    yield kept.length > 0
      ? { aspect: 'special values', level: 'sound', format, says: 'infinity comes back' }
      : {
          aspect: 'special values',
          level: 'fault',
          format,
          says: `infinity comes back from none of ${unbounded.join(', ')}`,
        };
  }

  const odd = ids.filter((id) => PASSES_NEGATIVE_ZERO.includes(id));
  if (odd.length > 0) {
    const kept = await keeping(odd, -0);
    yield kept.length > 0
      ? { aspect: 'special values', level: 'sound', format, says: '-0 comes back' }
      : { aspect: 'special values', level: 'property', format, says: `-0 becomes +0 in ${odd.join(', ')}` };
  }

  yield* examineSubnormals(adapter, format, ids, answer);
}

async function* examineSubnormals(
  adapter: Adapter,
  format: FormatName,
  ids: readonly string[],
  answer: Answer,
): AsyncGenerator<Observation, void> {
  const passing = ids.filter((id) => PASSES_SMALL.includes(id));
  const subnormal = smallestNormal(FORMATS[format]) / 4;
  const flushed: string[] = [];
  for (const id of passing) if ((await answer(id, [subnormal]))[0] === 0) flushed.push(id);
  const treatment = await subnormalsIn(adapter.kernels, format);
  if (flushed.length > 0) {
    const says = `subnormals become zero in ${flushed.join(', ')} (FTZ or DAZ)`;
    yield { aspect: 'subnormals', level: 'property', format, says };
  } else if (treatment !== undefined && treatment !== 'kept') {
    yield { aspect: 'subnormals', level: 'property', format, says: `products lose subnormals (${treatment})` };
  } else if (passing.length > 0) {
    yield { aspect: 'subnormals', level: 'sound', format, says: 'subnormals come back' };
  }
}
