/**
 * Writes ONNX models of a few nodes, byte by byte: the messages and fields that they need, in the wire format of
 * protocol buffers. Field numbers are those of `onnx/onnx.proto`, release 1.16.
 */

/** `onnx.TensorProto.DataType` of the formats. */
export const ELEMENT_TYPE = { float32: 1, float16: 10, float64: 11, bfloat16: 16 } as const;

const INT64 = 7;

export type Attribute =
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string };

/** A value that belongs to the model: whole numbers (axes), or the bytes of one number in the model's format. */
export type Constant =
  | { readonly kind: 'int64'; readonly values: readonly number[] }
  | { readonly kind: 'scalar'; readonly bytes: Uint8Array };

export interface ModelNode {
  readonly operator: string;
  /** Where the operator is defined; absent for ONNX itself. */
  readonly domain?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

export interface Model {
  /** Version of the standard operator set, which fixes what its operators mean. */
  readonly opset: number;
  readonly nodes: readonly ModelNode[];
  /** Names that are fed, and names that are asked for; other names connect nodes. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly constants?: Readonly<Record<string, Constant>>;
  /** Of every input and output. */
  readonly elementType: number;
}

/** IR version 9 belongs to operator set 20 (onnx/docs/Versioning.md, "Released Versions"); later sets need no more. */
const IR_VERSION = 9;

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

/** Of a 64-bit integer, negative ones in two's complement. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) + 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest)];
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

/** `NodeProto`: input 1, output 2, op_type 4, attribute 5, domain 7. */
const node = ({ operator, domain, inputs, outputs, attributes = {} }: ModelNode): number[] => [
  ...inputs.flatMap((name) => text(1, name)),
  ...outputs.flatMap((name) => text(2, name)),
  ...text(4, operator),
  ...Object.entries(attributes).flatMap(([name, value]) => bytes(5, attribute(name, value))),
  ...(domain === undefined ? [] : text(7, domain)),
];

/** `TensorProto`: dims 1, data_type 2, int64_data 7, name 8, raw_data 9. A scalar has no dims. */
function constantTensor(name: string, constant: Constant, elementType: number): number[] {
  switch (constant.kind) {
    case 'int64': {
      const values = constant.values.flatMap((value) => integer(7, value));
      return [...integer(1, constant.values.length), ...integer(2, INT64), ...values, ...text(8, name)];
    }
    case 'scalar':
      return [...integer(2, elementType), ...text(8, name), ...bytes(9, constant.bytes)];
  }
}

/** `ValueInfoProto`: name 1, type 2; `TypeProto`: tensor_type 1; `Tensor`: elem_type 1. Without a shape any fits. */
const valueInfo = (name: string, elementType: number): number[] => [
  ...text(1, name),
  ...bytes(2, bytes(1, integer(1, elementType))),
];

/** `OperatorSetIdProto`: domain 1, version 2. Other domains have had one version so far. */
const operatorSet = (version: number, domain?: string): number[] => [
  ...(domain === undefined ? [] : text(1, domain)),
  ...integer(2, version),
];

/** The serialised `ModelProto`. */
export function onnxModel({ opset, nodes, inputs, outputs, constants = {}, elementType }: Model): Uint8Array {
  // GraphProto: node 1, name 2, initializer 5, input 11, output 12.
  const graph = [
    ...nodes.flatMap((each) => bytes(1, node(each))),
    ...text(2, nodes.at(-1)!.operator),
    ...Object.entries(constants).flatMap(([name, value]) => bytes(5, constantTensor(name, value, elementType))),
    ...inputs.flatMap((name) => bytes(11, valueInfo(name, elementType))),
    ...outputs.flatMap((name) => bytes(12, valueInfo(name, elementType))),
  ];
  const domains = new Set(nodes.flatMap(({ domain }) => (domain === undefined ? [] : [domain])));
  // ModelProto: ir_version 1, graph 7, opset_import 8.
  return new Uint8Array([
    ...integer(1, IR_VERSION),
    ...bytes(7, graph),
    ...bytes(8, operatorSet(opset)),
    ...[...domains].flatMap((domain) => bytes(8, operatorSet(1, domain))),
  ]);
}
