import type { Between, MpfrField } from './field.ts';

/**
 * log y_i = (x_i - x_max) - log(1 + sum of the other e^(x_j - x_max)).
 * Source: Goodfellow, Bengio & Courville, "Deep Learning", 2016, eq. 4.1, with the shift of Blanchard, Higham & Higham,
 * "Accurately computing the log-sum-exp and softmax functions", IMA J. Numer. Anal. 41, 2021.
 */
export function logProbabilities(field: MpfrField, row: readonly number[]): Between[] {
  const top = row.indexOf(Math.max(...row));
  const shifted = row.map((x) => field.sub(field.number(x), field.number(row[top]!)));
  let others = field.number(0);
  shifted.forEach((d, j) => {
    if (j !== top) others = field.add(others, field.exp(d));
  });
  const logSum = field.log1p(others);
  return shifted.map((d) => field.sub(d, logSum));
}

/** Softmax of a row at class `i`, through logarithms. */
export function softmax(field: MpfrField, row: readonly number[], i: number): Between {
  return field.exp(logProbabilities(field, row)[i]!);
}

/**
 * Entry (i, j) of its Jacobian, y_i ([i = j] - y_j); on the diagonal 1 - y_i is the sum of the other classes, which
 * does not cancel.
 */
export function softmaxJacobian(field: MpfrField, row: readonly number[], i: number, j: number): Between {
  const logs = logProbabilities(field, row);
  if (i !== j) return field.neg(field.exp(field.add(logs[i]!, logs[j]!)));
  let sum = field.number(0);
  logs.forEach((log, k) => {
    if (k !== i) sum = field.add(sum, field.exp(field.add(logs[i]!, log)));
  });
  return sum;
}
