export { decimalText } from './decimal-text.ts';
export { areDisjoint, type Bound, contains, type Enclosure, exactValue, pointEnclosure } from './enclosure.ts';
export { CLOSED, type Environment, type Widening } from './environment.ts';
export { createEvaluator, type EvaluateOptions, type Evaluator, evaluate } from './evaluate.ts';
export { evaluateExact } from './exact.ts';
export { decode, encode, fromHex, toHex } from './formats/bits.ts';
export { FORMATS, type Format, type FormatName } from './formats/format.ts';
export { allValues, fromOrdered, nextDown, nextUp, toOrdered, ulpDistance } from './formats/ordered.ts';
export { roundEnclosure, roundNumber, roundRational } from './formats/round.ts';
export { allocate, pack, type Storage, unpack } from './formats/storage.ts';
export { largestFinite, smallestNormal, smallestSubnormal, ulpOf, unitRoundoff } from './formats/ulp.ts';
export { type BigintElement, bigintField } from './interval/bigint.ts';
export { type DecimalElement, decimalField } from './interval/decimal.ts';
export type { IntervalField, Order } from './interval/field.ts';
export { createDerivative, derivative, type Jet, jetField, type Variable } from './jet.ts';
export {
  createOracle,
  type Decision,
  decide,
  enclose,
  type Oracle,
  type OracleOptions,
  type QuestionOptions,
  roundedValue,
  type Tier,
} from './oracle.ts';
export { type DerivedK, deriveK, type Primitive, ULP_ERROR } from './primitives.ts';
