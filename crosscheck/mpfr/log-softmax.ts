import type { Between, MpfrField } from './field.ts';
import { logProbabilities, softmax } from './softmax.ts';

/** ln of the probability of class `i`. Source: Blanchard, Higham & Higham, IMA J. Numer. Anal. 41, 2021, eq. 1.4. */
export const logSoftmax = (field: MpfrField, row: readonly number[], i: number): Between =>
  logProbabilities(field, row)[i]!;

/** Entry (i, j) of its Jacobian, [i = j] - y_j; on the diagonal the sum of the other probabilities, which does not cancel. */
export function logSoftmaxJacobian(field: MpfrField, row: readonly number[], i: number, j: number): Between {
  const logs = logProbabilities(field, row);
  if (i !== j) return field.neg(field.exp(logs[j]!));
  let sum = field.number(0);
  logs.forEach((log, k) => {
    if (k !== i) sum = field.add(sum, field.exp(log));
  });
  return sum;
}

/** ln of the sum of e^x: any score less its log-probability. Source: Blanchard, Higham & Higham, eq. 1.1. */
export function logSumExp(field: MpfrField, row: readonly number[]): Between {
  const top = row.indexOf(Math.max(...row));
  return field.sub(field.number(row[top]!), logProbabilities(field, row)[top]!);
}

/** Its derivative by score `j`: softmax. */
export const logSumExpGradient = (field: MpfrField, row: readonly number[], j: number): Between =>
  softmax(field, row, j);
