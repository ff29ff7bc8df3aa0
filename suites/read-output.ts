import { AdapterError, type FormatName, type Outputs, type Tensor } from '../adapters/contract.ts';
import { FORMATS } from '../reference/formats/format.ts';
import { unpack } from '../reference/formats/storage.ts';

/** Where an answer came from and what it must look like. */
export interface Expected {
  /** The page's id, with the step where there are several. */
  readonly where: string;
  readonly format: FormatName;
  readonly length: number;
}

/**
 * The values of one answer.
 *
 * @throws AdapterError `missing-output`, `wrong-type` or `wrong-length`, saying what came instead
 */
export function readOutput(outputs: Outputs, key: string, { where, format, length }: Expected): Float64Array {
  const result = outputs[key];
  if (!result) {
    const given = Object.keys(outputs).join(', ') || 'nothing';
    throw new AdapterError('missing-output', `${where}: the subject returned ${given}, but no ${key}`);
  }
  if (result.dtype !== format) {
    const problem = `${where}: the subject was called in ${format} and returned ${key} in ${result.dtype}`;
    throw new AdapterError('wrong-type', problem);
  }
  const values = unpack(FORMATS[result.dtype], result.data);
  if (values.length !== length) {
    const problem = `${where}: the subject returned ${values.length} values of ${key} instead of ${length}`;
    throw new AdapterError('wrong-length', problem);
  }
  return values;
}

const bytes = ({ data }: Tensor): Buffer => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

/**
 * Makes a call and checks that the subject left the tensors of its caller as they were.
 *
 * @param names of the tensors, in order
 * @throws AdapterError `mutated-input`
 */
export async function leavingInputs<T>(
  where: string,
  names: readonly string[],
  inputs: readonly Tensor[],
  call: (inputs: readonly Tensor[]) => T | Promise<T>,
): Promise<T> {
  const given = inputs.map((tensor) => Buffer.from(bytes(tensor)));
  const result = await call(inputs);
  const changed = inputs.findIndex((tensor, i) => !bytes(tensor).equals(given[i]!));
  if (changed >= 0) {
    const problem = `${where}: the subject changed the caller's ${names[changed] ?? 'tensor'} in place`;
    throw new AdapterError('mutated-input', problem);
  }
  return result;
}
