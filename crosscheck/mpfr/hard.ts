import type { Between, MpfrField } from './field.ts';

/** Refuses the ends of the pieces, where there is no derivative. */
function between(x: number, ends: readonly number[], what: string): void {
  if (ends.includes(x)) throw new RangeError(`${what} has no derivative at ${x}: take a point on one side of it`);
}

/** 0 up to -3, (x + 3)/6 up to 3, 1 beyond. Source: Howard et al., "Searching for MobileNetV3", ICCV 2019, section 5.2. */
export function hardSigmoid(field: MpfrField, x: number): Between {
  if (Math.abs(x) >= 3) return field.number(x > 0 ? 1 : 0);
  return field.div(field.add(field.number(x), field.number(3)), field.number(6));
}

/** Its derivative. @throws RangeError at -3 and 3 */
export function hardSigmoidDerivative(field: MpfrField, x: number): Between {
  between(x, [-3, 3], 'the hard sigmoid');
  return Math.abs(x) > 3 ? field.number(0) : field.ratio(1, 6);
}

/** 0 up to -3, (x^2 + 3x)/6 up to 3, x beyond. Source: Howard et al., the same section. */
export function hardSwish(field: MpfrField, x: number): Between {
  if (Math.abs(x) >= 3) return field.number(x > 0 ? x : 0);
  const value = field.number(x);
  // The factored form would leave ends of different width; this sum is exact where the product is.
  return field.div(field.add(field.square(value), field.mul(field.number(3), value)), field.number(6));
}

/** Its derivative, x/3 + 1/2 between the ends. @throws RangeError at -3 and 3 */
export function hardSwishDerivative(field: MpfrField, x: number): Between {
  between(x, [-3, 3], 'hard swish');
  if (Math.abs(x) > 3) return field.number(x > 0 ? 1 : 0);
  return field.div(field.add(field.scale(field.number(x), 1), field.number(3)), field.number(6));
}

/** x between 0 and 6. Source: Krizhevsky, "Convolutional deep belief networks on CIFAR-10", 2010, section 3. */
export const relu6 = (field: MpfrField, x: number): Between => field.number(x < 0 ? 0 : x > 6 ? 6 : x);

/** Its derivative. @throws RangeError at 0 and 6 */
export function relu6Derivative(field: MpfrField, x: number): Between {
  between(x, [0, 6], 'ReLU6');
  return field.number(x > 0 && x < 6 ? 1 : 0);
}
