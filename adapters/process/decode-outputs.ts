import type { FormatName, Outputs, Tensor } from '../contract.ts';
import { STEP_NUMBER } from '../step-number.ts';
import type { WireTensor } from './messages.ts';
import type { Failure } from './process-failure.ts';
import { decodeTensor } from './wire-tensor.ts';

type Sent = Readonly<Record<string, WireTensor>>;
type ShapeFor = (key: string) => readonly number[] | undefined;

const isTensor = (value: Tensor | Failure): value is Tensor => 'dtype' in value;

const namesOf = (sent: Sent): string =>
  Object.keys(sent).length === 0 ? 'nothing' : `\`${Object.keys(sent).join('`, `')}\``;

/**
 * What a call returned, as the tensors `keys` in the format that was asked for; what else is there is ignored.
 *
 * @returns the failure where one is missing, or has another format or length
 */
export function decodeOutputs(
  sent: Sent,
  keys: readonly string[],
  format: FormatName,
  shapeFor: ShapeFor,
): Outputs | Failure {
  const outputs: Record<string, Tensor> = {};
  for (const key of keys) {
    const each = sent[key];
    if (each === undefined) {
      return { fault: 'missing-output', problem: `returned ${namesOf(sent)}, where \`${key}\` is missing` };
    }
    const read = decodeTensor(key, each, format, shapeFor(key));
    if (!isTensor(read)) return read;
    outputs[key] = read;
  }
  return outputs;
}

/**
 * The slots of a state, and the number of the step. A subject may show some of them, in a format of its own, or none
 * (PyTorch keeps no velocity while the momentum is 0); what no slot of the page is named after is ignored.
 *
 * @returns the failure where others are there and none of `keys`, or one has another length
 */
export function decodeState(sent: Sent, keys: readonly string[], shapeFor: ShapeFor): Outputs | Failure {
  const shown = keys.filter((key) => sent[key] !== undefined);
  const others = Object.keys(sent).filter((key) => key !== STEP_NUMBER);
  if (shown.length === 0 && others.length > 0 && keys.length > 0) {
    const problem = `returned ${namesOf(sent)}, where none of the slots ${keys.join(', ')} is found`;
    return { fault: 'missing-output', problem };
  }
  const slots: Record<string, Tensor> = {};
  for (const key of [...shown, STEP_NUMBER]) {
    const slot = sent[key];
    if (slot === undefined) continue;
    const read = decodeTensor(key, slot, undefined, key === STEP_NUMBER ? [] : shapeFor(key));
    if (!isTensor(read)) return read;
    slots[key] = read;
  }
  return slots;
}
