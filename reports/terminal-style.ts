import { createColors } from 'picocolors';
import type { VerdictKind } from './tally.ts';

/** A terminal never shows more: narrower ones are rare, and reports are pasted into mails and threads. */
export const TERMINAL_WIDTH = 80;

/** Paints a finished line or part of one; the identity where colour is off. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
  readonly verdict: (kind: VerdictKind) => (text: string) => string;
}

/** Colour codes are added after a line was broken, so that they never count as columns. */
export function createStyle(colour: boolean): Style {
  const { bold, dim, green, red, yellow } = createColors(colour);
  return {
    strong: bold,
    faint: dim,
    good: green,
    bad: red,
    doubtful: yellow,
    verdict(kind) {
      switch (kind) {
        case 'pass':
          return green;
        case 'mistake':
        case 'fail':
        case 'nondeterministic':
        case 'error':
          return red;
        case 'variant':
        case 'unstable':
        case 'inconclusive':
          return yellow;
        case 'unsupported':
        case 'unavailable':
          return dim;
      }
    },
  };
}
