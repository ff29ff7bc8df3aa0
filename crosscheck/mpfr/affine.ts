import type { Between, MpfrField } from './field.ts';

/** One output: the bias first, then the products from the last to the first. Source: Goodfellow et al., 2016, eq. 6.3. */
export function affine(field: MpfrField, x: readonly number[], weights: readonly number[], bias: number): Between {
  let sum = field.number(bias);
  for (let i = x.length - 1; i >= 0; i--)
    sum = field.add(sum, field.mul(field.number(x[i]!), field.number(weights[i]!)));
  return sum;
}
