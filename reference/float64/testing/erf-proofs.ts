import { divideRational, powerRational, type Rational, rational, ZERO } from '../../../spec/language/rational.ts';
import { factorial, PI } from './elementary-bounds.ts';
import { add, between, divide, type Fixed, fixed, multiply, power, size, subtract } from './fixed-interval.ts';
import { integer, largest, ONE, real, relative, times } from './kernel-proofs.ts';
import {
  constant,
  distance,
  pieces,
  plain,
  polynomialOf,
  RunningError,
  run,
  runLines,
  variable,
} from './running-error.ts';
import { parseFormula, straightLine } from './straight-line.ts';

/** erf x = (x c) Q(x^2) for |x| < 1/2. */
export function proveErfNearZero(source: string, factor: number): Fixed {
  const lines = straightLine(source, 'erfNearZero');
  const half = rational(1n, 2n);
  const z = polynomialOf(parseFormula('x * x'), new Map([['x', [ZERO, rational(1n)]]]));
  const q = polynomialOf(lines.lines.find(({ name }) => name === 'q')!.formula, new Map([['z', z]]));
  const taylor = (n: number): Rational => {
    if (n % 2 === 1) return ZERO;
    const k = n / 2;
    return divideRational(rational(k % 2 === 0 ? 1n : -1n), rational(factorial(k).num * BigInt(n + 1)));
  };
  const next = q.length + 1;
  const k = next / 2;
  const rest = fixed(divideRational(powerRational(half, next), rational(factorial(k).num * BigInt(next + 1))));
  const truncation = distance(q, taylor, fixed(half), rest);
  // c^2 pi/4 = 1 + t: c is off by less than |t|/2 + t^2.
  const t = size(subtract(divide(multiply(power(real(factor), 2), PI), integer(4)), ONE));
  const constantError = add(divide(t, integer(2)), power(t, 2));
  return largest(
    pieces(ZERO, half, 16).map((piece) => {
      const machine = new RunningError(piece);
      const names = new Map([
        ['x', variable()],
        ['TWO_OVER_SQRT_PI', constant(factor)],
      ]);
      const { range, error } = runLines(lines, machine, { names });
      const cut = times(truncation, real(factor));
      const value = { lo: range.lo - cut.hi, hi: range.hi + cut.hi };
      return add(relative(add(error, cut), value), multiply(constantError, fixed(rational(101n, 100n))));
    }),
  );
}

/** Horner's rounding error in one cell of erfcx, d being off by `missing`, relative to the least value in it. */
export function proveErfcxCell(source: string, row: readonly number[], missing: Fixed, least: Fixed): Fixed {
  const lines = straightLine(source, 'erfcx', ['cell', 'd', 't', 'i']);
  const eighth = rational(1n, 8n);
  const machine = new RunningError(between(rational(-1n, 8n), eighth));
  const { error } = run(lines.result, machine, {
    names: new Map([['d', plain(machine.piece, missing)]]),
    element: (index) => constant(row[index]!),
  });
  return relative(error, least);
}
