/**
 * Writes ONNX models of one node, byte by byte: the few messages and fields that they need, in the wire format of
 * protocol buffers. Field numbers are those of `onnx/onnx.proto`, release 1.16.
 */

/** `onnx.TensorProto.DataType` of the formats. */
export const ELEMENT_TYPE = { float32: 1, float16: 10, float64: 11, bfloat16: 16 } as const;

export type Attribute =
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string };

export interface OneNodeModel {
  readonly operator: string;
  /** Version of the standard operator set, which fixes what the operator means. */
  readonly opset: number;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly elementType: number;
}

/** IR version 9 belongs to operator set 20 (onnx/docs/Versioning.md, "Released Versions"). */
const IR_VERSION = 9;

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

const tag = (field: number, wireType: number): number[] => varint(field * 8 + wireType);
const integer = (field: number, value: number): number[] => [...tag(field, VARINT), ...varint(value)];
const bytes = (field: number, content: Iterable<number>): number[] => {
  const list = [...content];
  return [...tag(field, LENGTH_DELIMITED), ...varint(list.length), ...list];
};
const text = (field: number, content: string): number[] => bytes(field, new TextEncoder().encode(content));
const float = (field: number, value: number): number[] => {
  const little = new DataView(new ArrayBuffer(4));
  little.setFloat32(0, value, true);
  return [...tag(field, FIXED32), ...new Uint8Array(little.buffer)];
};

/** `AttributeProto`: name 1, f 2, i 3, s 4, type 20 with FLOAT 1, INT 2, STRING 3. */
function attribute(name: string, { kind, value }: Attribute): number[] {
  switch (kind) {
    case 'float':
      return [...text(1, name), ...float(2, value), ...integer(20, 1)];
    case 'int':
      return [...text(1, name), ...integer(3, value), ...integer(20, 2)];
    case 'string':
      return [...text(1, name), ...text(4, value), ...integer(20, 3)];
  }
}

/** `ValueInfoProto`: name 1, type 2; `TypeProto`: tensor_type 1; `Tensor`: elem_type 1. Without a shape any fits. */
const valueInfo = (name: string, elementType: number): number[] => [
  ...text(1, name),
  ...bytes(2, bytes(1, integer(1, elementType))),
];

/** The serialised `ModelProto` of one node between its inputs and outputs. Integer attributes are non-negative. */
export function oneNodeModel({ operator, opset, inputs, outputs, attributes, elementType }: OneNodeModel): Uint8Array {
  // NodeProto: input 1, output 2, op_type 4, attribute 5.
  const node = [
    ...inputs.flatMap((name) => text(1, name)),
    ...outputs.flatMap((name) => text(2, name)),
    ...text(4, operator),
    ...Object.entries(attributes).flatMap(([name, value]) => bytes(5, attribute(name, value))),
  ];
  // GraphProto: node 1, name 2, input 11, output 12.
  const graph = [
    ...bytes(1, node),
    ...text(2, operator),
    ...inputs.flatMap((name) => bytes(11, valueInfo(name, elementType))),
    ...outputs.flatMap((name) => bytes(12, valueInfo(name, elementType))),
  ];
  // ModelProto: ir_version 1, graph 7, opset_import 8; OperatorSetIdProto: version 2.
  return new Uint8Array([...integer(1, IR_VERSION), ...bytes(7, graph), ...bytes(8, integer(2, opset))]);
}
