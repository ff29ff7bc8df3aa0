import type { FormatName } from '../../reference/formats/format.ts';
import { logUniform, snap } from './float.ts';
import type { Random } from './random.ts';
import { scalarPoint } from './scalar.ts';

/** `count` numbers of one kind: whole, ordinary, of very different magnitudes, or anything. */
export function numbers(random: Random, format: FormatName, count: number, anything: boolean): number[] {
  const kind = random.integer(0, anything ? 3 : 2);
  return Array.from({ length: count }, () => {
    switch (kind) {
      case 0:
        return random.integer(-4, 4);
      case 1:
        return snap(random.between(-3, 3), format);
      case 2:
        return logUniform(random, format, -12, 6);
      default:
        return scalarPoint(random, format);
    }
  });
}
