import type { Hyperparameters } from '../../adapters/contract.ts';

/** One command of a script; values are exact float64 of the subject's format, by page key. */
export type Command =
  | { readonly kind: 'step'; readonly inputs: Readonly<Record<string, readonly number[]>> }
  | { readonly kind: 'mode'; readonly mode: string }
  /** Replace the state by these values, by slot. */
  | { readonly kind: 'load'; readonly state: Readonly<Record<string, readonly number[]>> }
  /** Read the state and load it into a new instance, which takes the place of the old one. */
  | { readonly kind: 'restore' }
  | { readonly kind: 'set'; readonly hyper: Hyperparameters };

/**
 * A fixed, literal run of a stateful subject. `parameters` start at the given values and are then whatever the
 * subject returned; inputs are given, never computed from the subject's answers.
 */
export interface Experiment {
  readonly id: string;
  readonly hyper: Hyperparameters;
  readonly parameters: Readonly<Record<string, readonly number[]>>;
  /** Shapes of inputs and parameters, by key; a state or output takes its shape from the page. */
  readonly extents: ReadonlyMap<string, number>;
  readonly commands: readonly Command[];
}

/** The commands in words, for a finding's script and for the terminal. */
export function describeExperiment(experiment: Experiment): string[] {
  const numbers = (values: readonly number[]) => `[${values.join(', ')}]`;
  const named = (record: Readonly<Record<string, readonly number[]>>) =>
    Object.entries(record)
      .map(([key, values]) => `${key} = ${numbers(values)}`)
      .join(', ');
  const hyper = (record: Hyperparameters) =>
    Object.entries(record)
      .map(([key, value]) => `${key}: ${value}`)
      .join(', ');
  const lines = [`create({ ${hyper(experiment.hyper)} })`];
  if (Object.keys(experiment.parameters).length > 0) lines.push(`start at ${named(experiment.parameters)}`);
  for (const command of experiment.commands) {
    if (command.kind === 'step') lines.push(`step: ${named(command.inputs)}`);
    else if (command.kind === 'mode') lines.push(`mode: ${command.mode}`);
    else if (command.kind === 'set') lines.push(`set({ ${hyper(command.hyper)} })`);
    else if (command.kind === 'load') lines.push(`load ${named(command.state)}`);
    else lines.push('save the state and load it into a new instance');
  }
  return lines;
}

/** The experiment with other data: parameters, and the inputs of every step. */
export function withNumbers(
  experiment: Experiment,
  change: (values: readonly number[]) => readonly number[],
): Experiment {
  const changed = (record: Readonly<Record<string, readonly number[]>>) =>
    Object.fromEntries(Object.entries(record).map(([key, values]) => [key, change(values)]));
  const commands = experiment.commands.map(
    (command): Command => (command.kind === 'step' ? { kind: 'step', inputs: changed(command.inputs) } : command),
  );
  return { ...experiment, parameters: changed(experiment.parameters), commands };
}
