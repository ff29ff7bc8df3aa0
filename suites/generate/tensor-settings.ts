import type { Kernel } from '../../adapters/contract.ts';
import type { Page } from '../../spec/language/page.ts';
import { isInDomain, type Setting, settingsOf } from './settings.ts';
import { buildCase, diagnosisCases, rowsFor, sized, type TensorCase, type TensorGeometry } from './tensor-cases.ts';

/**
 * Far from 1 on both sides: a hyper-parameter that limits a size then limits nothing, and everything. At the small one a
 * constant of a millionth, as is added to denominators, shows.
 */
const FAR: readonly number[] = [2 ** 10, 2 ** -10];

/** What the inputs are multiplied by beside ordinary ones: with the small limit they are above it, but not by far. */
const SMALL = 2 ** -9;

/** The settings of an operator on tensors: those of every operator, and limits that are never or always reached. */
export function tensorSettings(page: Page, kernel: Kernel, seed: number): readonly Setting[] {
  const settings = settingsOf(page, kernel, seed, 1);
  const symbols = [...page.symbols.values()].filter(({ role }) => role === 'hyper');
  const free = symbols.filter(({ key }) => kernel.hyper?.[key] === undefined);
  const far = FAR.filter((x) => free.length > 0 && free.every(({ domain }) => isInDomain(x, domain)));
  const wide = far.map((x): Setting => {
    const hyper = Object.fromEntries(symbols.map(({ key }) => [key, kernel.hyper?.[key] ?? x]));
    return { hyper, published: false };
  });
  return [...settings, ...wide];
}

/** Inputs where a formula is told from another; small ones too where there is a hyper-parameter to be near to. */
export function tellingCases(geometry: TensorGeometry, hyper: Setting['hyper']): TensorCase[] {
  const ordinary = diagnosisCases(geometry, hyper);
  if (Object.keys(hyper).length === 0) return ordinary;
  const { page } = geometry;
  const small = (_: string, flat: number, _row: number, _column: number, which: number): number =>
    SMALL * (((flat * 5 + which * 3 + 2) % 9) - 4 || 1);
  return [...ordinary, buildCase(geometry, sized(page, 4, [3, 2, 5]), hyper, 0, small)];
}

/** Each row of numbers as a whole input, for operators whose inputs have one axis: nothing else is beside it. */
export function vectorCases(geometry: TensorGeometry, hyper: Setting['hyper']): TensorCase[] {
  const { page, format } = geometry;
  if (page.call.some((key) => page.symbols.get(key)!.shape.length !== 1)) return [];
  const rows = rowsFor(format);
  return rows.map((_row, k) =>
    buildCase(geometry, sized(page, 4, [4]), hyper, k, (_key, _flat, _rowOf, column, which) => {
      // Where one input is all zeros so is the other: that case has to be met.
      const row = rows[k]!.every((x) => x === 0) ? rows[k]! : rows[(k + 3 * which) % rows.length]!;
      return row[column % 4]!;
    }),
  );
}
