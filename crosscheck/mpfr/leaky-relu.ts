import type { Between, MpfrField } from './field.ts';

/**
 * The line of slope 1 right of zero and `slope` left of it, as the sum of its even and its odd part:
 * ((1 + s) x + (1 - s) abs x) / 2. Sources: Maas, Hannun & Ng, ICML workshop 2013, section 2 (a fixed slope); He et al.,
 * "Delving deep into rectifiers", ICCV 2015, eq. 1 (a learned one).
 */
export function leakyRelu(field: MpfrField, x: number, slope: number): Between {
  const [one, value, s] = [field.number(1), field.number(x), field.number(slope)];
  const odd = field.mul(field.add(one, s), value);
  const even = field.mul(field.sub(one, s), field.abs(value));
  return field.scale(field.add(odd, even), -1);
}

/** The slope of the side on which x lies. @throws RangeError at the kink, where there is none */
export function leakyReluDerivative(field: MpfrField, x: number, slope: number): Between {
  if (x === 0) throw new RangeError('leaky ReLU has no derivative at 0: take a point on one side of it');
  return field.number(x > 0 ? 1 : slope);
}

/** What a larger slope would add: (x - abs x) / 2. Source: He et al., eq. 3. */
export function leakyReluBySlope(field: MpfrField, x: number): Between {
  const value = field.number(x);
  return field.scale(field.sub(value, field.abs(value)), -1);
}
