import { afterEach, describe, expect, it } from 'vitest';
import type { Adapter, Instance } from '../contract.ts';
import { numbersOf, tensorOf } from '../tensor.ts';
import { faultOf, openChild } from './testing/open-child.ts';

const opened: Adapter[] = [];
async function open(fault: string, deadline?: number) {
  const adapter = await openChild(fault, deadline);
  opened.push(adapter);
  const { create } = adapter.kernels.get('optimizer/adam')!;
  return { adapter, create: (lr: number) => create!({ lr }, 'float64') };
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((adapter) => adapter.close()));
});

const step = async (instance: Instance, theta: number, g: number): Promise<number> =>
  numbersOf((await instance.step([tensorOf('float64', [theta]), tensorOf('float64', [g])])).theta!)[0]!;
const momentOf = async (instance: Instance): Promise<number> => numbersOf((await instance.state!()).m!)[0]!;
const info = { hyper: {}, mode: '' };

describe('an instance in a process', () => {
  it('steps, shows its state, takes another one and another learning rate', async () => {
    const { create } = await open('sound');
    const instance = await create(0.5);
    expect(await step(instance, 1, 2)).toBe(0);
    expect(await step(instance, 0, 1)).toBe(-1);
    expect(await momentOf(instance)).toBe(2);
    await instance.load!({ m: tensorOf('float64', [8]) });
    expect(await momentOf(instance)).toBe(8);
    await instance.set!({ lr: 1 });
    expect(await step(instance, 0, 0)).toBe(-4);
  });

  it('runs its commands in order when they are sent without waiting', async () => {
    const { create } = await open('sound');
    const [a, b] = await Promise.all([create(1), create(1)]);
    const results = await Promise.all([step(a, 0, 1), step(b, 0, -1), step(a, 0, 1), step(b, 0, -1), step(a, 0, 1)]);
    expect(results).toEqual([-1, 1, -1.5, 1.5, -1.75]);
  });

  it('that is disposed of leaves the others alone', async () => {
    const { create } = await open('sound');
    const [a, b] = await Promise.all([create(1), create(1)]);
    await a.dispose!();
    expect(await step(b, 0, 1)).toBe(-1);
  });
});

describe('when its process is lost to another call', () => {
  it('is made again in the next one, with everything that was done to it', async () => {
    const { adapter, create } = await open('ends-over-relu');
    const instance = await create(0.5);
    await instance.set!({ lr: 1 });
    expect(await step(instance, 0, 4)).toBe(-4);
    const failure = await faultOf(adapter.kernels.get('activation/relu')!.forward!([tensorOf('float64', [1])], info));
    expect(failure).toMatchObject({ fault: 'exited', detail: 'segmentation fault in the kernel of relu' });
    expect(failure.message).toMatch(/activation\/relu forward did not answer: its process ended with exit code 139/);
    expect(await momentOf(instance)).toBe(4);
    expect(await step(instance, 0, 0)).toBe(-2);
  });

  it('is an error where the repetition gives other bits', async () => {
    const { adapter, create } = await open('random-ends-over-relu');
    const instance = await create(0.5);
    await step(instance, 0, 4);
    await faultOf(adapter.kernels.get('activation/relu')!.forward!([tensorOf('float64', [1])], info));
    const failure = await faultOf(step(instance, 0, 0));
    expect(failure.fault).toBe('nondeterministic');
    expect(failure.message).toMatch(/in a new one its command 1 \(step\) gives other bits than before/);
  });
});

describe('when its process is lost to its own command', () => {
  it('that command fails, the next one says why nothing more comes, and other instances go on', async () => {
    const { create } = await open('ends-at-step-3');
    const [lost, other] = await Promise.all([create(1), create(1)]);
    expect(await step(other, 0, 1)).toBe(-1);
    for (const g of [1, 1]) await step(lost, 0, g);
    const first = await faultOf(step(lost, 0, 1));
    expect(first).toMatchObject({
      fault: 'exited',
      message: expect.stringMatching(/step\(\) at step 3 did not answer/),
    });
    const next = await faultOf(step(lost, 0, 1));
    expect(next.message).toMatch(
      /step\(\) at step 4 could not run, since a call before it ended the process: .*at step 3/,
    );
    expect(await step(other, 0, 1)).toBe(-1.5);
  });
});
