/**
 * How a schedule counts. Numbering steps from 0 or from 1, and counting epochs in place of steps, are conventions: they
 * are found out and told, and the rest is judged with the step that is meant.
 */
export interface ScheduleClock {
  /** One sentence for the report; empty for the page's own count. */
  readonly says: string;
  /** The page's step for what the subject calls `t`; undefined where the page has none. */
  readonly at: (t: number) => number | undefined;
  /** The subject's first step for a step of the page. */
  readonly back: (step: number) => number;
}

export const OWN_CLOCK: ScheduleClock = { says: '', at: (t) => t, back: (step) => step };

/** The subject's first step is 1, so that what it returns at t is the rate of the page at t - 1. */
export const FROM_ONE: ScheduleClock = {
  says: 'steps are counted from 1: the rate at t is that of step t - 1 here',
  at: (t) => (t >= 1 ? t - 1 : undefined),
  back: (step) => step + 1,
};

export const epochsOf = (steps: number): ScheduleClock => ({
  says: `epochs are counted, of ${steps} steps each: the rate changes only between them`,
  at: (t) => Math.floor(t / steps),
  back: (step) => step * steps,
});

/** Rates of consecutive steps that begin at step 0, of the subject and of the page. */
export interface CountedRates {
  readonly got: ArrayLike<number>;
  readonly page: ArrayLike<number>;
}

const firstChange = (rates: ArrayLike<number>): number => {
  let i = 1;
  while (i < rates.length && rates[i] === rates[0]) i++;
  return i < rates.length ? i : 0;
};

/**
 * How many steps an epoch has, if the subject counts epochs: its rate is constant within blocks of one length and the
 * first change comes that many times later than on the page. Undefined where it does not.
 */
export function stepsPerEpoch({ got, page }: CountedRates): number | undefined {
  const [ours, theirs] = [firstChange(page), firstChange(got)];
  const steps = ours === 0 ? 0 : theirs / ours;
  if (!Number.isInteger(steps) || steps < 2) return undefined;
  for (let t = 1; t < got.length; t++) if (t % steps !== 0 && got[t] !== got[t - 1]) return undefined;
  return steps;
}
