import type { FormatName } from '../../reference/formats/format.ts';
import { logUniform, snap } from './float.ts';
import type { Random } from './random.ts';

/** A small batch [n, c, s] in row-major order, with what belongs to its channels and to the operator. */
export interface Batch {
  readonly shape: readonly [number, number, number];
  readonly x: readonly number[];
  readonly gamma: readonly number[];
  readonly beta: readonly number[];
  readonly runningMean: readonly number[];
  readonly runningVariance: readonly number[];
  readonly momentum: number;
  readonly epsilon: number;
}

const MOMENTA: readonly number[] = [0.1, Math.fround(0.1), 0.01, 0.125, 0.5];
const EPSILONS: readonly number[] = [1e-5, Math.fround(1e-5), 1e-3, 2 ** -10, 2];

/** Two to four samples, one or two channels, one to three places: integers, noise, a large common offset, wide. */
export function batch(random: Random, format: FormatName): Batch {
  const shape = [random.integer(2, 4), random.integer(1, 2), random.integer(1, 3)] as const;
  const [n, c, s] = shape;
  const kind = random.integer(0, 4);
  const offset = snap(random.between(-100, 100), format);
  const value = (): number => {
    switch (kind) {
      case 0:
        return random.integer(-4, 4);
      case 1:
        return snap(random.between(-3, 3), format);
      case 2:
        return snap(offset + random.between(-1, 1), format);
      case 3:
        return logUniform(random, format, -20, 10);
      default:
        return offset;
    }
  };
  const channels = (draw: () => number): number[] => Array.from({ length: c }, draw);
  return {
    shape,
    x: Array.from({ length: n * c * s }, value),
    gamma: channels(() => snap(random.between(-2, 2), format)),
    beta: channels(() => snap(random.between(-2, 2), format)),
    runningMean: channels(() => (random.bits() & 1 ? 0 : snap(random.between(-3, 3), format))),
    runningVariance: channels(() => (random.bits() & 1 ? 1 : snap(random.between(0, 5), format))),
    momentum: random.choose(MOMENTA),
    epsilon: random.choose(EPSILONS),
  };
}
