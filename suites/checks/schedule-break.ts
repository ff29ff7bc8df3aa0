import type { Hyperparameters } from '../../adapters/contract.ts';

/** The first wrong rate of the first run that has one. */
export interface FirstWrong {
  readonly hyper: Hyperparameters;
  readonly step: number;
  /** The last step of that run, where it has one. */
  readonly end: number | undefined;
}

/** Where a schedule goes wrong, as a sentence. */
export function whereItBreaks({ step, end }: FirstWrong, rightWithin: boolean): string {
  if (rightWithin && end !== undefined) return `right at every step up to ${end}, the last, and wrong after it`;
  return step === 0 ? 'wrong from the first step on' : `right before step ${step}, which is the first that is wrong`;
}
