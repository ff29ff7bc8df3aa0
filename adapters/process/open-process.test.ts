import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { examineAdapter, type Observation } from '../conformance.ts';
import type { Adapter } from '../contract.ts';
import { numbersOf, tensorOf } from '../tensor.ts';
import { testPages } from '../testing/page-interfaces.ts';
import { commandFactory } from './open-process.ts';
import { faultOf, openChild } from './testing/open-child.ts';

const opened: Adapter[] = [];
async function open(fault: string, deadline?: number, extra?: string): Promise<Adapter> {
  const adapter = await openChild(fault, deadline, extra);
  opened.push(adapter);
  return adapter;
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((adapter) => adapter.close()));
});

const x = tensorOf('float64', [-1, 2, -0, Number.NaN, Number.POSITIVE_INFINITY]);
const info = { hyper: {}, mode: '' };
const relu = (adapter: Adapter) => adapter.kernels.get('activation/relu')!;

describe('a command that speaks the protocol', () => {
  it('is a subject that keeps the contract', async () => {
    const adapter = await open('sound');
    expect(adapter.provenance).toMatchObject({ name: 'child', version: '1.0', details: { runtime: 'node' } });
    expect(adapter.claims).toEqual(['optimizer/adam']);
    const observations: Observation[] = [];
    for await (const each of examineAdapter(adapter, testPages)) observations.push(each);
    expect(observations.filter(({ level }) => level === 'fault')).toEqual([]);
    expect(observations.length).toBeGreaterThan(15);
  });

  it('receives and returns every bit: NaN, infinities and -0 survive', async () => {
    const adapter = await open('sound');
    const { y } = await relu(adapter).forward!([x], info);
    expect([...numbersOf(y!)]).toEqual([0, 2, 0, Number.NaN, Number.POSITIVE_INFINITY]);
    const { x: slope } = await relu(adapter).gradient!([x], tensorOf('float64', [1, 2, 3, 4, 5]), info);
    expect([...numbersOf(slope!)]).toEqual([0, 2, 0, 0, 5]);
  });

  it('answers calls that are sent without waiting, each with its own', async () => {
    const adapter = await open('sound');
    const calls = [1, 2, 3, 4].map((each) => relu(adapter).forward!([tensorOf('float64', [each])], info));
    const results = await Promise.all(calls);
    expect(results.map(({ y }) => numbersOf(y!)[0])).toEqual([1, 2, 3, 4]);
  });
});

describe('a command that cannot be opened says why', () => {
  const cases: Record<string, [fault: string, says: RegExp]> = {
    'dies-at-start': ['exited', /did not answer: its process ended with exit code 3/],
    'prints-at-start': [
      'not-a-subject',
      /wrote a line that is no message of the protocol to stdout: `Welcome to my framework 2.0`; what a person/,
    ],
    'other-protocol': ['not-a-subject', /answered with a value that is none of `hello`: at protocol/],
    'claims-unknown': ['not-a-subject', /names `adamv` in `claims`, .*did you mean `adam` or `adamw`\?/],
    'no-kernels': ['not-a-subject', /offers no kernel, so there is nothing to judge/],
    'no-create': ['not-a-subject', /offers a kernel for optimizer\/adam with no `create`/],
  };
  it.each(Object.entries(cases))('%s', async (name, [fault, says]) => {
    const failure = await faultOf(open(name));
    expect(failure.fault).toBe(fault);
    expect(failure.message).toMatch(says);
    expect(failure.message).not.toContain('\n');
  });

  it('with the last that it wrote to stderr', async () => {
    expect((await faultOf(open('dies-at-start'))).detail).toContain('libfast.so.3: cannot open');
  });

  it('unknown program', async () => {
    const failure = await faultOf(commandFactory.open('exec:no-such-interpreter my.rb', { deadline: 5000, pages: [] }));
    expect(failure.fault).toBe('unavailable');
    expect(failure.message).toMatch(/there is no program `no-such-interpreter` here or on the PATH/);
  });

  it('no command, or a quote left open', async () => {
    const options = { deadline: 5000, pages: [] };
    expect((await faultOf(commandFactory.open('exec:', options))).message).toMatch(/no command follows/);
    expect((await faultOf(commandFactory.open("exec:ruby 'my.rb", options))).message).toMatch(/quote is left open/);
  });

  it('one that never answers is given up after its time', async () => {
    const failure = await faultOf(open('silent', 200));
    expect(failure).toMatchObject({ fault: 'timeout', message: expect.stringMatching(/within 600 ms/) });
  });
});

describe('a faulty answer costs that call only', () => {
  const cases: Record<string, [fault: string, says: RegExp]> = {
    'wrong-length': ['wrong-length', /activation\/relu forward returned 4 numbers instead of 5 \(as `y`\)/],
    'wrong-dtype': ['wrong-type', /returned float32 as `y` where float64 was asked for/],
    'wrong-bytes': ['wrong-length', /returned 40 bytes as `y`, where shape \[6\] of float64 has 48/],
    'no-base64': ['wrong-type', /answered with a value that is none of `forward`: at y.data/],
    'wrong-key': ['missing-output', /returned `relu`, where `y` is missing/],
    'no-tensor': ['wrong-type', /answered with a value that is none of `forward`: at y/],
    throws: ['threw', /activation\/relu forward threw RangeError: no table for relu/],
  };
  it.each(Object.entries(cases))('%s', async (name, [fault, says]) => {
    const adapter = await open(name);
    const failure = await faultOf(relu(adapter).forward!([x], info));
    expect(failure.message).toMatch(says);
    expect(failure.fault).toBe(fault);
    const instance = await adapter.kernels.get('optimizer/adam')!.create!({ lr: 0.5 }, 'float64');
    const { theta } = await instance.step([tensorOf('float64', [1]), tensorOf('float64', [2])]);
    expect([...numbersOf(theta!)]).toEqual([0]);
  });

  const breaches: Record<string, [fault: string, says: RegExp]> = {
    'wrong-seq': ['wrong-type', /answered with seq `\w+-2x` where `\w+-2` was asked; repeat the seq of the request/],
    prints: ['wrong-type', /wrote a line that is no message of the protocol to stdout: `epoch 1 loss 0.25`;/],
    'invalid-json': ['wrong-type', /wrote a line that is no JSON to stdout: `\{"seq":"\w+-2",value:\}`/],
    'half-line-exit': ['exited', /its process ended with exit code 0, after half a line \(`\{"seq":"\w+-2","va`\)/],
    'no-newline': ['wrong-type', /wrote more than 64 MiB without a line break \(`x{80}...`\)/],
  };
  it.each(Object.entries(breaches))('%s: its process is ended', async (name, [fault, says]) => {
    const adapter = await open(name);
    const failure = await faultOf(relu(adapter).forward!([x], info));
    expect(failure.message).toMatch(says);
    expect(failure.fault).toBe(fault);
  });

  it('and the next call finds another process', async () => {
    const adapter = await open('prints');
    const failures = [
      await faultOf(relu(adapter).forward!([x], info)),
      await faultOf(relu(adapter).forward!([x], info)),
    ];
    expect(failures.map(({ message }) => message)).toEqual([
      expect.stringMatching(/forward wrote a line/),
      expect.stringMatching(/forward wrote a line/),
    ]);
  });

  it('half a line and nothing more is a timeout that shows it', async () => {
    const adapter = await open('half-line', 300);
    const failure = await faultOf(relu(adapter).forward!([x], info));
    expect(failure.fault).toBe('timeout');
    expect(failure.message).toMatch(/did not answer within 300 ms; half a line had come \(`\{"seq":"\w+-2","va`\)/);
  });

  it('a reply that nobody asked for is told at the next call', async () => {
    const adapter = await open('answers-twice');
    await relu(adapter).forward!([tensorOf('float64', [0])], info);
    await new Promise((resolve) => setTimeout(resolve, 100));
    // The process that wrote it was ended meanwhile; the call itself finds a new one, and its first answer is right.
    const { y } = await relu(adapter).forward!([tensorOf('float64', [0])], info);
    expect([...numbersOf(y!)]).toEqual([0]);
  });

  it('a call that hangs is stopped at the deadline, and the others are given to a new process', async () => {
    const adapter = await open('hangs', 1000);
    expect((await relu(adapter).forward!([x], info)).y).toBeDefined();
    const [stuck, bystander] = await Promise.allSettled([
      relu(adapter).forward!([x], info),
      relu(adapter).forward!([x], info),
    ]);
    expect(stuck).toMatchObject({ status: 'rejected', reason: { fault: 'timeout' } });
    expect(bystander.status).toBe('fulfilled');
  });
});

/** How `ps` describes a process: empty where there is none, `Z` where it ended and nobody asked how. */
function statusOf(pid: number): string {
  return spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

describe('no process remains', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-process-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Opens a child that writes its own number, and that of a process which it starts. */
  async function openWithPids(fault: string, deadline?: number) {
    const file = join(folder, 'pids');
    const adapter = await open(fault, deadline, file);
    const [own = 0, started = 0] = readFileSync(file, 'utf8').split(' ').map(Number);
    return { adapter, own, started };
  }

  it('after it was closed, not even what it started itself', async () => {
    const { adapter, own, started } = await openWithPids('grandchild');
    expect([statusOf(own), statusOf(started)]).not.toContain('');
    await adapter.close();
    expect(statusOf(own)).toBe('');
    // Whose parent is gone, the first process of the machine asks for; some never do.
    expect(statusOf(started)).toMatch(/^Z?/);
    expect(statusOf(started)).not.toMatch(/^[SR]/);
  });

  it('after it was ended over a breach, or did not end with its input', async () => {
    const breaching = await openWithPids('prints');
    await faultOf(relu(breaching.adapter).forward!([x], info));
    await breaching.adapter.close();
    expect(statusOf(breaching.own)).toBe('');
    const stubborn = await openWithPids('goes-on');
    await stubborn.adapter.close();
    expect(statusOf(stubborn.own)).toBe('');
  });
});
