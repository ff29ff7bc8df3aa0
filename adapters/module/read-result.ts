import { FORMATS } from '../../reference/formats/format.ts';
import { allocate } from '../../reference/formats/storage.ts';
import type { FormatName, Outputs, PageInterface, Tensor } from '../contract.ts';
import { STEP_NUMBER } from '../step-number.ts';
import { elementCount, tensor } from '../tensor.ts';
import { describeValue, ModuleFailure } from './module-failure.ts';

/**
 * Arrays that hold one number an element. Wider or narrower storage than the format is taken, and rounded once by the
 * assignment: a plain array of float64 numbers is a fair answer to a float32 question.
 */
const numericArrays = [
  Float32Array,
  Float64Array,
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
];

const isArrayLike = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || numericArrays.some((kind) => value instanceof kind);

/**
 * Checks that `value` is a flat array of `shape` and copies it into storage of `format`, so that neither side can
 * change what the other holds.
 *
 * @throws ModuleFailure `wrong-type` or `wrong-length`
 */
export function readArray(value: unknown, format: FormatName, shape: readonly number[] | undefined): Tensor {
  const length = shape === undefined ? undefined : elementCount(shape);
  const wanted =
    length === undefined ? 'an array of numbers' : `an array of ${length} number${length === 1 ? '' : 's'}`;
  const source = typeof value === 'number' && length === 1 ? [value] : value;
  if (!isArrayLike(source)) {
    const hint = source === undefined ? ' (is a `return` missing?)' : '';
    throw new ModuleFailure('wrong-type', `returned ${describeValue(source)} instead of ${wanted}${hint}`);
  }
  if (length !== undefined && source.length !== length) {
    throw new ModuleFailure('wrong-length', `returned ${source.length} numbers instead of ${length}`);
  }
  const data = allocate(FORMATS[format], source.length);
  const half = FORMATS[format].bits === 16;
  for (let i = 0; i < source.length; i++) {
    const element = source[i];
    if (typeof element !== 'number') {
      const hint = isArrayLike(element) ? '; return one flat array in row-major order' : '';
      throw new ModuleFailure('wrong-type', `returned an array whose element ${i} is ${describeValue(element)}${hint}`);
    }
    if (half && !(Number.isInteger(element) && element >= 0 && element <= 0xffff)) {
      const problem = `returned ${element} as element ${i}; ${format} travels as 16-bit patterns, integers from 0 to 65535`;
      throw new ModuleFailure('wrong-type', problem);
    }
    data[i] = element;
  }
  return tensor(format, data, shape ?? [source.length]);
}

/**
 * The shape that `key` must have, as far as the page says: its own input's, the named input's, the one that its axes
 * have in the inputs, the only input's.
 */
export function shapeOfResult(
  page: PageInterface,
  key: string,
  inputs: readonly Tensor[],
): readonly number[] | undefined {
  const source = page.shapeOf[key] ?? (page.call.includes(key) ? key : undefined);
  if (source !== undefined) return inputs[page.call.indexOf(source)]?.shape;
  return shapeFromAxes(page, key, inputs) ?? (page.call.length === 1 ? inputs[0]?.shape : undefined);
}

/** The sizes that the inputs give to the axes of `key`; undefined where one of them is no axis of an input. */
function shapeFromAxes(page: PageInterface, key: string, inputs: readonly Tensor[]): readonly number[] | undefined {
  const sizes = new Map<string, number>();
  page.call.forEach((input, i) => {
    page.axes?.[input]?.forEach((extent, axis) => {
      const size = inputs[i]?.shape[axis];
      if (size !== undefined) sizes.set(extent, size);
    });
  });
  const shape = page.axes?.[key]?.map((extent) => sizes.get(extent));
  return shape?.every((size): size is number => size !== undefined) ? shape : undefined;
}

/**
 * Reads what a call returned as the tensors `keys`: an object by key, or a bare array where there is one key.
 *
 * @throws ModuleFailure `missing-output`, `wrong-type`, `wrong-length`
 */
export function readResults(
  value: unknown,
  keys: readonly string[],
  format: FormatName,
  shapeFor: (key: string) => readonly number[] | undefined,
): Outputs {
  const only = keys.length === 1 ? keys[0] : undefined;
  const isRecord = typeof value === 'object' && value !== null && !isArrayLike(value) && isPlain(value);
  if (!isRecord) {
    if (only !== undefined) return { [only]: readArray(value, format, shapeFor(only)) };
    throw new ModuleFailure('wrong-type', `returned ${describeValue(value)} instead of { ${keys.join(', ')} }`);
  }
  const record = value as Record<string, unknown>;
  const outputs: Record<string, Tensor> = {};
  for (const key of keys) {
    if (record[key] === undefined) {
      throw new ModuleFailure('missing-output', `returned ${describeValue(value)}, where \`${key}\` is missing`);
    }
    outputs[key] = named(key, () => readArray(record[key], format, shapeFor(key)));
  }
  return outputs;
}

/** Of weights in a half format the slots may be kept in a wider one, as mixed precision does; their storage says so. */
function formatOfSlot(value: unknown, format: FormatName): FormatName {
  if (FORMATS[format].bits !== 16) return format;
  if (value instanceof Float32Array) return 'float32';
  return value instanceof Float64Array ? 'float64' : format;
}

/** The number of the step as a module shows it: a number, or an array of one; undefined where it is neither. */
function stepNumber(value: unknown): Tensor | undefined {
  const only = isArrayLike(value) && value.length === 1 ? value[0] : value;
  return typeof only === 'number' ? tensor('float64', Float64Array.of(only), []) : undefined;
}

/**
 * Reads the slots of a state, and the number of the step. A module may show some of them only; what no slot of the page
 * is named after is ignored.
 *
 * @throws ModuleFailure `wrong-type`, `wrong-length`; `missing-output` where none of `keys` is there
 */
export function readState(
  value: unknown,
  keys: readonly string[],
  format: FormatName,
  shapeFor: (key: string) => readonly number[] | undefined,
): Outputs {
  if (typeof value !== 'object' || value === null || isArrayLike(value) || !isPlain(value)) {
    throw new ModuleFailure('wrong-type', `returned ${describeValue(value)} instead of { ${keys.join(', ')} }`);
  }
  const record = value as Record<string, unknown>;
  const shown = keys.filter((key) => record[key] !== undefined);
  if (shown.length === 0) {
    const problem = `returned ${describeValue(value)}, where none of the slots ${keys.join(', ')} is found`;
    throw new ModuleFailure('missing-output', problem);
  }
  const read = (key: string): Tensor => readArray(record[key], formatOfSlot(record[key], format), shapeFor(key));
  const slots: Record<string, Tensor> = Object.fromEntries(shown.map((key) => [key, named(key, () => read(key))]));
  const step = stepNumber(record[STEP_NUMBER]);
  return step ? { ...slots, [STEP_NUMBER]: step } : slots;
}

/** Objects of other kinds (a Promise, a Map, a DataView) are never results. */
function isPlain(value: object): boolean {
  return !(value instanceof Promise || value instanceof Map || value instanceof Set || ArrayBuffer.isView(value));
}

function named(key: string, read: () => Tensor): Tensor {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ModuleFailure)) throw error;
    throw new ModuleFailure(error.failure.fault, `${error.failure.problem} (as \`${key}\`)`);
  }
}
