import type { Hyperparameters } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import type { Certificate, Example } from '../../reports/record.ts';
import { isFailure } from '../judge/accuracy-class.ts';
import type { Arithmetic, Criterion } from '../judge/criterion.ts';
import { exhibit } from '../judge/example.ts';
import { LANE, type Point, symbolKey } from '../judge/point.ts';

/** A scalar function of a subject, at one setting of its hyper-parameters, and what it is judged against. */
export interface Shrinkable {
  readonly criterion: Criterion;
  readonly input: string;
  readonly hyper: Hyperparameters;
  readonly call: (x: Float64Array) => Promise<Float64Array>;
}

/**
 * Inputs simpler than `x`, simplest first: small integers of its sign, powers of ten, then `x` itself to one, two,
 * three... significant decimal digits. "Simple" is what a person would type.
 */
export function simplerScalars(x: number, round: (x: number) => number): number[] {
  const sign = x < 0 ? -1 : 1;
  const candidates = [0, ...[1, 2, 3, 4, 5, 10, 20, 50, 100, 1000].map((k) => sign * k)];
  for (let e = 1; e <= 6; e++) candidates.push(sign / 10 ** e);
  for (let digits = 1; digits <= 8; digits++) candidates.push(Number(x.toPrecision(digits)));
  candidates.push(x);
  return [...new Set(candidates.map(round))].filter(Number.isFinite);
}

/**
 * The simplest input on which the subject fails alone, in a tensor of one element: all candidates are asked again.
 * Undefined where the value fails only in company of others (the caller then keeps the original).
 */
export async function shrinkScalar(
  { criterion, input, hyper, call }: Shrinkable,
  arithmetic: Arithmetic,
  point: Point,
  element: number,
): Promise<{ counterexample: Example; certificate: Certificate } | undefined> {
  const values = point.symbols.get(symbolKey(input, 0));
  if (!(values instanceof Float64Array)) return undefined;
  const round = (x: number) => roundNumber(FORMATS[arithmetic.format], x);
  for (const candidate of simplerScalars(values[element]!, round)) {
    const x = Float64Array.of(candidate);
    const got = await call(x);
    const settings = Object.entries(hyper);
    const alone: Point = {
      symbols: new Map([
        [symbolKey(input, 0), x],
        ...settings.map(([key, value]) => [symbolKey(key, 0), Float64Array.of(value)] as const),
      ]),
      extents: new Map([[LANE, 1]]),
    };
    const code = criterion.judge(got, alone, arithmetic).classes[0]!;
    if (!isFailure(code)) continue;
    const shown = exhibit(
      criterion,
      alone,
      got[0]!,
      0,
      code,
      arithmetic,
      { [input]: [candidate], ...Object.fromEntries(settings.map(([key, value]) => [key, [value]])) },
      undefined,
      'decimal',
    );
    return { counterexample: shown.example, certificate: shown.certificate };
  }
  return undefined;
}
