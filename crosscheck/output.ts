import type { FormatName } from '../reference/formats/format.ts';
import type { Point } from './point.ts';
import type { Random } from './points/random.ts';

/** One output of one page, or a derivative of it: what is asked of the oracle, and how the hand-written side answers. */
export interface CrosscheckOutput {
  /** `activation/gelu y`, with a prime for a derivative; the mode, or the input, where a page has several. */
  readonly name: string;
  readonly page: string;
  /** Empty where the page has one mode. */
  readonly mode: string;
  readonly output: string;
  /** The input by which it is differentiated. */
  readonly wrt?: string;
  readonly draw: (random: Random, format: FormatName) => Point;
  /**
   * Of a function of one number: its point at `x`, hyper-parameters as published; undefined outside the domain and where
   * there is no derivative.
   */
  readonly at?: (x: number, format: FormatName) => Point | undefined;
}
