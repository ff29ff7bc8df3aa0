import { distinctNodes, type Expression } from '../spec/language/expression.ts';

/** A rounded operation that an implementation may err in. */
export type Primitive =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'pow'
  | 'sqrt'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'tanh'
  | 'sinh'
  | 'cosh'
  | 'erf'
  | 'erfc'
  | 'sin'
  | 'cos';

/**
 * The largest error, in ulp, that a conforming implementation of each primitive may have.
 *
 * Source: The OpenCL C 3.0 Specification, section 7.4, "Relative Error as ULPs", full profile, single precision;
 * + - * are correctly rounded there and in IEEE 754-2019, 4.3: half an ulp.
 * neg, abs, min, max, floor, sign and select are exact and cost nothing.
 */
export const ULP_ERROR: Readonly<Record<Primitive, number>> = Object.freeze({
  add: 0.5,
  sub: 0.5,
  mul: 0.5,
  div: 2.5,
  pow: 16,
  sqrt: 3,
  exp: 3,
  expm1: 3,
  log: 3,
  log1p: 2,
  tanh: 5,
  sinh: 4,
  cosh: 4,
  erf: 16,
  erfc: 16,
  sin: 4,
  cos: 4,
});

/** One ulp of t is at most 2u |t|: it is 2u times the power of two at or below |t|. */
const UNITS_PER_ULP = 2;

interface Cost {
  readonly name: string;
  readonly units: number;
}

const primitive = (name: Primitive): Cost => ({ name, units: UNITS_PER_ULP * ULP_ERROR[name] });

/**
 * A literal integer power is at most n - 1 products; an implementation may as well call its pow, so it is never
 * charged more than that. A negative one divides at the end.
 */
function powerCost(exponent: Expression): Cost {
  const pow = primitive('pow');
  if (exponent.kind === 'neg' && exponent.operand.kind === 'literal') return negativePower(powerCost(exponent.operand));
  if (exponent.kind !== 'literal' || exponent.value.den !== 1n) return pow;
  const n = Number(exponent.value.num);
  const products = Math.max(0, Math.abs(n) - 1) * primitive('mul').units;
  const cost = { name: `power ${Math.abs(n)}`, units: Math.min(products, pow.units) };
  return n < 0 ? negativePower(cost) : cost;
}

const negativePower = (cost: Cost): Cost => ({
  name: cost.name.replace('power ', 'power -'),
  units: Math.min(cost.units + primitive('div').units, primitive('pow').units),
});

function costOf(node: Expression): Cost | undefined {
  switch (node.kind) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
      return primitive(node.kind);
    case 'power':
      return powerCost(node.exponent);
    case 'call':
      return node.fn === 'abs' || node.fn === 'floor' || node.fn === 'sign' ? undefined : primitive(node.fn);
    default:
      return undefined;
  }
}

/** K in units of u, and where it comes from: `exp 6 + add 1 + div 5`, with `2 x mul 1` for two products. */
export interface DerivedK {
  readonly K: number;
  readonly derivation: string;
}

/**
 * K of an accuracy form: the declared errors of its distinct rounded nodes, added. The additions of a sum over an
 * index are charged to its terms (`additions.ts`), not here; a node of literals only is computed once like any other.
 */
export function deriveK(roots: readonly Expression[]): DerivedK {
  const counts = new Map<string, { cost: Cost; times: number }>();
  for (const node of distinctNodes(...roots)) {
    const cost = costOf(node);
    if (!cost || cost.units === 0) continue;
    const entry = counts.get(cost.name);
    if (entry) entry.times++;
    else counts.set(cost.name, { cost, times: 1 });
  }
  const entries = [...counts.values()];
  const K = entries.reduce((sum, { cost, times }) => sum + times * cost.units, 0);
  const derivation = entries
    .map(({ cost, times }) => `${times > 1 ? `${times} x ` : ''}${cost.name} ${cost.units}`)
    .join(' + ');
  return { K, derivation: derivation || 'exact 0' };
}
