import type { Between, MpfrField } from './field.ts';
import { logistic, logisticSlope } from './sigmoid.ts';
import { silu, siluDerivative } from './swish.ts';

/** A function of two numbers. */
export type PairFormula = (field: MpfrField, a: number, b: number) => Between;

/** The bare product. Source: Dauphin et al., "Language modeling with gated convolutional networks", ICML 2017, section 2. */
export const gate: PairFormula = (field, a, b) => field.mul(field.number(a), field.number(b));
export const gateByA: PairFormula = (field, _, b) => field.number(b);
export const gateByB: PairFormula = (field, a) => field.number(a);

/** a sigma(b), as a / (2 + (e^-b - 1)). Source: Dauphin et al., eq. 1. */
export const glu: PairFormula = (field, a, b) =>
  field.div(field.number(a), field.add(field.number(2), field.expm1(field.number(-b))));
export const gluByA: PairFormula = (field, _, b) => logistic(field, field.number(b));
export const gluByB: PairFormula = (field, a, b) => field.mul(field.number(a), logisticSlope(field, field.number(b)));

/** a sigma(a) b. Source: Shazeer, "GLU variants improve Transformer", arXiv:2002.05202, eq. 5 with beta = 1. */
export const swiglu: PairFormula = (field, a, b) => field.mul(field.number(b), silu(field, a));
export const swigluByA: PairFormula = (field, a, b) => field.mul(field.number(b), siluDerivative(field, a));
export const swigluByB: PairFormula = (field, a) => silu(field, a);
