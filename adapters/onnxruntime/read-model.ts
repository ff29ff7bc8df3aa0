/** A field of a message in the wire format of protocol buffers: its number, and its bytes where it has a length. */
interface Field {
  readonly number: number;
  readonly bytes: Uint8Array | undefined;
}

/** Bytes of a value by its wire type, where that fixes them: 64 bits and 32 bits. */
const FIXED_SIZE: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

/** @throws RangeError for bytes that are no message */
function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let weight = 1; ; weight *= 0x80) {
      const byte = message[at++];
      if (byte === undefined) throw new RangeError('the model ends within a number');
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const wireType = tag % 8;
    if (wireType === 0) {
      varint();
      yield { number, bytes: undefined };
      continue;
    }
    const size = wireType === 2 ? varint() : FIXED_SIZE[wireType];
    if (size === undefined || at + size > message.length)
      throw new RangeError('the model has a field of no known size');
    yield { number, bytes: message.subarray(at, at + size) };
    at += size;
  }
}

const parts = (message: Uint8Array, field: number): Uint8Array[] =>
  [...fieldsOf(message)].flatMap(({ number, bytes }) => (number === field && bytes ? [bytes] : []));

/**
 * The operators of a serialised model in the order of its graph, `domain:Operator` where they are not of ONNX itself.
 * Field numbers as in `onnx/onnx.proto`: graph 7 of a model, node 1 of a graph, op_type 4 and domain 7 of a node.
 *
 * @throws RangeError for bytes that are no model
 */
export function operatorsOf(model: Uint8Array): string[] {
  const read = (message: Uint8Array, field: number): string =>
    parts(message, field)
      .map((bytes) => new TextDecoder().decode(bytes))
      .join('');
  return parts(model, 7)
    .flatMap((graph) => parts(graph, 1))
    .map((node) => {
      const domain = read(node, 7);
      return domain === '' ? read(node, 4) : `${domain}:${read(node, 4)}`;
    });
}
