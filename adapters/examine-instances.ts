import type { Examined, Observation } from './conformance.ts';
import type { Instance, Outputs, Tensor } from './contract.ts';
import { hyperFor, inputsFor } from './examination-inputs.ts';
import { changedInputs, copyOutputs, sameOutputs, shapeLike, wrongOutput } from './examine-outputs.ts';
import { copyTensor } from './tensor.ts';

const LENGTH = 12;
const STEPS = 3;

/** One run of a stateful kernel: what each step returned, and the state after the last one. */
interface Run {
  readonly outputs: readonly Outputs[];
  readonly state: Outputs | undefined;
}

/** Stateful kernels: shapes, inputs, the same run twice, instances apart, a state that is read and written truly. */
export async function* examineInstances(examined: Examined): AsyncGenerator<Observation, void> {
  const { page, kernel, format } = examined;
  const { create } = kernel;
  if (!create) return;
  const open = async (): Promise<Instance> => create(hyperFor(page), format);
  const inputs = (step: number, salt = 0): Tensor[] => inputsFor(page, format, LENGTH, step + salt);

  const instance = await open();
  const given = inputs(0).map(copyTensor);
  const wrong = wrongOutput(await instance.step(given), page.outputs, format, shapeLike(page, given));
  const changed = changedInputs(page, inputs(0), given);
  await instance.dispose?.();
  if (wrong) {
    yield { aspect: 'shapes', level: 'fault', says: `step: ${wrong}` };
    return;
  }
  yield { aspect: 'shapes', level: 'sound', says: 'step returns the shapes and formats of the page' };
  if (changed.length > 0) {
    const says = `step changed its caller's ${changed.map((key) => `\`${key}\``).join(', ')} in place`;
    yield { aspect: 'inputs untouched', level: 'fault', says };
    return;
  }
  yield { aspect: 'inputs untouched', level: 'sound', says: 'step leaves its inputs alone' };

  const alone = await runOf(await open(), inputs);
  const again = await runOf(await open(), inputs);
  const same = sameRun(alone, again);
  const readEachStep = await runOf(await open(), inputs, { readState: true });
  const [left, right] = await interleaved([await open(), await open()], [inputs, (step) => inputs(step, 7)]);
  const apart = sameRun(alone, left!);
  if (!same && !apart) {
    yield {
      aspect: 'independent instances',
      level: 'fault',
      says: 'an instance is changed by the steps of another one',
    };
    return;
  }
  yield same
    ? { aspect: 'determinism', level: 'sound', says: 'two instances give the same bits for the same steps' }
    : { aspect: 'determinism', level: 'fault', says: 'two instances give different bits for the same steps' };
  yield apart && !sameRun(left!, right!)
    ? { aspect: 'independent instances', level: 'sound', says: 'instances do not know of each other' }
    : {
        aspect: 'independent instances',
        level: 'fault',
        says: 'instances that run at the same time disturb each other',
      };

  if (alone.state === undefined) {
    yield { aspect: 'state', level: 'property', says: 'the state is hidden' };
    return;
  }
  yield* examineState(examined, alone, readEachStep, open, inputs);
}

async function* examineState(
  { page, format }: Examined,
  alone: Run,
  readEachStep: Run,
  open: () => Promise<Instance>,
  inputs: (step: number) => Tensor[],
): AsyncGenerator<Observation, void> {
  const state = alone.state!;
  const shown = page.states.filter((key) => state[key] !== undefined);
  const wrong = wrongOutput(state, shown, format, shapeLike(page, inputs(0)));
  if (shown.length === 0 || wrong) {
    const says = wrong ?? `none of ${page.states.join(', ')} is among {${Object.keys(state).join(', ')}}`;
    yield { aspect: 'state', level: 'fault', says: `state: ${says}` };
    return;
  }
  yield { aspect: 'state', level: 'sound', says: `the state shows ${shown.join(', ')}` };
  yield sameRun(alone, readEachStep)
    ? { aspect: 'state', level: 'sound', says: 'reading the state changes nothing' }
    : { aspect: 'state', level: 'fault', says: 'reading the state changes the steps after it' };

  const other = await open();
  if (other.load) {
    await other.step(inputs(5));
    await other.load(copyOutputs(state));
    const echo = copyOutputs(await other.state!());
    yield sameOutputs(pick(state, shown), pick(echo, shown))
      ? { aspect: 'state', level: 'sound', says: 'a state that is loaded is the state that is read' }
      : { aspect: 'state', level: 'fault', says: 'a state that was loaded is not the state that is read' };
  }
  await other.dispose?.();
}

async function runOf(instance: Instance, inputs: (step: number) => Tensor[], { readState = false } = {}): Promise<Run> {
  const [run] = await interleaved([instance], [inputs], readState);
  return run!;
}

/** Steps several instances in turn, one step each, and closes them. */
async function interleaved(
  instances: readonly Instance[],
  inputs: readonly ((step: number) => Tensor[])[],
  readState = false,
): Promise<Run[]> {
  const outputs: Outputs[][] = instances.map(() => []);
  for (let step = 0; step < STEPS; step++) {
    for (const [i, instance] of instances.entries()) {
      outputs[i]!.push(copyOutputs(await instance.step(inputs[i]!(step))));
      if (readState) await instance.state?.();
    }
  }
  const states: (Outputs | undefined)[] = [];
  for (const instance of instances) {
    const state = await instance.state?.();
    states.push(state && copyOutputs(state));
    await instance.dispose?.();
  }
  return outputs.map((each, i) => ({ outputs: each, state: states[i] }));
}

const pick = (outputs: Outputs, keys: readonly string[]): Outputs =>
  Object.fromEntries(keys.map((key) => [key, outputs[key]!]));

const sameRun = (a: Run, b: Run): boolean => a.outputs.every((each, i) => sameOutputs(each, b.outputs[i]!));
