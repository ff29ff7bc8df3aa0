import type { Adapter, Kernel, Tensor } from '../../../adapters/contract.ts';
import { FORMATS, type FormatName } from '../../../reference/formats/format.ts';
import { roundNumber } from '../../../reference/formats/round.ts';
import { pack, unpack } from '../../../reference/formats/storage.ts';
import type { CheckContext } from '../../checks/check.ts';

/** A scalar formula whose author rounds each operation with `f`. */
export type RoundedFormula = (f: (x: number) => number) => (x: number) => number;

/** What a planted subject computes. */
export interface RoundedFormulas {
  readonly value: RoundedFormula;
  readonly derivative?: RoundedFormula;
  /** Results and inputs below the smallest normal value become zero. */
  readonly flushes?: boolean;
}

/** A subject of one page that carries formulas out in a format, an operation at a time. */
export function roundedKernel(format: FormatName, { value, derivative, flushes }: RoundedFormulas): Kernel {
  const target = FORMATS[format];
  const smallest = 2 ** target.emin;
  const flushed = (x: number): number => (flushes && Math.abs(x) < smallest ? 0 * x : x);
  const rounded = (x: number): number => flushed(roundNumber(target, x));
  const over = (formula: RoundedFormula, x: Tensor): Tensor => {
    const at = formula(rounded);
    return {
      ...x,
      data: pack(
        target,
        unpack(target, x.data).map((v) => rounded(at(flushed(v)))),
      ),
    };
  };
  return {
    origin: 'native',
    formats: [format],
    forward: ([x]) => ({ y: over(value, x!) }),
    ...(derivative ? { gradient: ([x]: readonly Tensor[]) => ({ x: over(derivative, x!) }) } : {}),
  };
}

/** Such a subject as a check sees it. */
export function roundedContext(format: FormatName, formulas: RoundedFormulas): CheckContext {
  const kernel = roundedKernel(format, formulas);
  const adapter: Adapter = {
    subject: 'formula',
    provenance: { name: 'formula', version: '', details: {} },
    kernels: new Map(),
    scalarFormat: 'float64',
    claims: [],
    close: async () => {},
  };
  const arithmetic = { format, scalarFormat: 'float64', flushes: formulas.flushes ?? false } as const;
  return { adapter, kernel, arithmetic, effort: { seed: 1, runs: 5, sweep: true, expired: () => false } };
}
