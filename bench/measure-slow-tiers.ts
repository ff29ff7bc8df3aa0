import { Bench } from 'tinybench';
import { bigintField } from '../reference/interval/bigint.ts';
import { decimalField } from '../reference/interval/decimal.ts';
import type { IntervalField } from '../reference/interval/field.ts';
import { rationalFromNumber } from '../spec/language/rational.ts';
import type { Measurement } from './measurement.ts';
import { medians } from './medians.ts';
import { spreadPoints } from './spread-points.ts';

/** The precision at which Ziv's strategy starts, in bits. */
const BITS = 128;

/** Arguments of one task: few enough that the decimal tier takes milliseconds, many enough for every branch. */
const ARGUMENTS = 32;

const arguments_ = [...spreadPoints(ARGUMENTS, -10, 10).map(Math.fround)].map(rationalFromNumber);

/** A field remembers values, so each task makes its own; that takes microseconds, divided by all arguments. */
function evaluateAll<T>(field: IntervalField<T>, fn: 'exp' | 'erfc' | 'tanh'): void {
  for (const q of arguments_) field[fn](field.fromRational(q));
}

/** Microseconds for one value of an elementary function by the bigint tier, and by the decimal tier, the arbiter. */
export async function measureSlowTiers(): Promise<Measurement[]> {
  const bench = new Bench({ time: 1000 });
  for (const fn of ['exp', 'erfc', 'tanh'] as const) {
    bench.add(`${fn} by the bigint tier, ${BITS} bits`, () => evaluateAll(bigintField(BITS), fn));
    const digits = Math.ceil(BITS * Math.log10(2));
    bench.add(`${fn} by the decimal tier, ${digits} digits`, () => evaluateAll(decimalField(digits), fn));
  }
  const milliseconds = await medians(bench);
  return milliseconds.map(({ what, value }) => ({ what, value: (1000 * value) / ARGUMENTS, unit: 'µs' as const }));
}
