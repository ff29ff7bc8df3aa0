import fc from 'fast-check';

/**
 * Draws from an arbitrary with a seed: deterministic data for experiments and sweeps, of the same distributions as
 * the random phase.
 */
export function draw<T>(arbitrary: fc.Arbitrary<T>, seed: number): T {
  return fc.sample(arbitrary, { seed, numRuns: 1 })[0]!;
}
