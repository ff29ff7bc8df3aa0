/**
 * Orders in which people add: one after the other, by halves (NumPy, most GPU reductions), or one after the other in
 * an accumulator wide enough that only the last rounding counts.
 */
export type SumOrder = 'sequential' | 'pairwise' | 'wide';

/** The sum of `terms` with every addition rounded by `round`; `wide` is summed in float64 with compensation. */
export function addInOrder(terms: ArrayLike<number>, order: SumOrder, round: (x: number) => number): number {
  if (order === 'pairwise') return byHalves(terms, 0, terms.length, round);
  if (order === 'wide') return round(compensated(terms));
  let sum = terms[0]!;
  for (let i = 1; i < terms.length; i++) sum = round(sum + terms[i]!);
  return sum;
}

function byHalves(terms: ArrayLike<number>, from: number, to: number, round: (x: number) => number): number {
  if (to - from === 1) return terms[from]!;
  const middle = (from + to) >> 1;
  return round(byHalves(terms, from, middle, round) + byHalves(terms, middle, to, round));
}

/**
 * Neumaier's sum (ZAMM 54, 1974): the error of each addition is known exactly (TwoSum) and added at the end. Off by
 * u of the sum and n^2 u^2 of the terms' sizes, which is no more than one rounding of float64.
 */
function compensated(terms: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i]!;
    const next = sum + term;
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }
  return Number.isFinite(sum) ? sum + lost : sum;
}
