import type { FormatName } from '../../reference/formats/format.ts';
import { type Between, type MpfrBinding, MpfrField } from './field.ts';
import { roundBetween } from './round.ts';

/** A formula in MPFR, written by hand: an enclosure of its value, as tight as the field's precision allows. */
export type Formula = (field: MpfrField) => Between;

/**
 * Bits tried in turn. 128 holds the 53 of float64 with room for a tie in a product; a tie that only x^2 breaks, x being
 * the smallest subnormal of float64 (2^-1074), needs about 2 * 1074 + 53 bits, hence the cap.
 */
const PRECISIONS = [128, 256, 512, 1024, 2048, 4096] as const;

/** Rounds formulas by Ziv's strategy: the precision grows until both ends round alike. */
export class Decider {
  readonly #binding: MpfrBinding;
  readonly #fields = new Map<number, MpfrField>();

  constructor(binding: MpfrBinding) {
    this.#binding = binding;
  }

  /** The correctly rounded value in each of `formats`; undefined where 4,096 bits do not decide. */
  round(formula: Formula, formats: readonly FormatName[]): (number | undefined)[] {
    const answers: (number | undefined)[] = formats.map(() => undefined);
    for (const precision of PRECISIONS) {
      const field = this.#field(precision);
      field.release();
      const between = formula(field);
      formats.forEach((format, i) => {
        answers[i] ??= roundBetween(this.#binding, between, format);
      });
      if (answers.every((answer) => answer !== undefined)) break;
    }
    return answers;
  }

  #field(precision: number): MpfrField {
    const known = this.#fields.get(precision);
    if (known) return known;
    const made = new MpfrField(this.#binding, precision);
    this.#fields.set(precision, made);
    return made;
  }
}
