import type { Command, Experiment } from '../stateful/experiment.ts';

/**
 * Experiments with fewer commands than this one, shortest first: its prefixes, then itself without one command. What
 * comes after the failing step never matters, and fast-check, which shrinks the numbers, tries lengths only as far as
 * its own order takes it.
 */
export function* shorterExperiments(experiment: Experiment): Generator<Experiment> {
  const { commands } = experiment;
  const of = (list: readonly Command[]): Experiment => ({ ...experiment, commands: list });
  for (let length = 1; length < commands.length; length++) {
    if (commands[length - 1]!.kind === 'step') yield of(commands.slice(0, length));
  }
  for (let i = 0; i < commands.length; i++) yield of(commands.filter((_, at) => at !== i));
}

/** Repeat with the first shorter experiment that still fails, until none does. */
export async function shortestFailing(
  experiment: Experiment,
  fails: (candidate: Experiment) => Promise<boolean>,
): Promise<Experiment> {
  for (const shorter of shorterExperiments(experiment)) {
    if (await fails(shorter)) return shortestFailing(shorter, fails);
  }
  return experiment;
}
