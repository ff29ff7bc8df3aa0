import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { compareRational, rationalFromDecimal } from '../spec/language/rational.ts';
import { evaluatePoints } from './evaluate-points.ts';
import { runCommand } from './main.ts';
import { collectingConsole } from './testing/collecting-console.ts';

async function answers(
  id: string,
  points: readonly string[],
  options: Partial<Parameters<typeof evaluatePoints>[2]> = {},
) {
  const console = collectingConsole();
  const exitCode = await evaluatePoints(id, points, { format: 'float64', json: true, ...options }, console);
  const lines = console
    .output()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  return { exitCode, lines, messages: console.messages() };
}

describe('assay eval', () => {
  it('gives bits in, bits out and an enclosure around the exact value', async () => {
    const { lines, exitCode } = await answers('activation/sigmoid', ['1']);
    expect(exitCode).toBe(0);
    // 1/(1 + 1/e) = 0.7310585786300048792511...
    const [lower, upper] = lines[0].enclosure[0].map(rationalFromDecimal);
    expect(compareRational(lower, rationalFromDecimal('0.7310585786300048792512'))).toBeLessThan(0);
    expect(compareRational(upper, rationalFromDecimal('0.7310585786300048792511'))).toBeGreaterThan(0);
    expect(lines[0].input).toEqual(['0x3ff0000000000000']);
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(lines[0].output[0]));
    expect(view.getFloat64(0)).toBe(0.7310585786300049);
  });

  it('answers a vector as one row', async () => {
    const { lines } = await answers('softmax', ['0,0,0,0']);
    expect(lines[0].output).toEqual(Array(4).fill('0x3fd0000000000000'));
    expect(lines[0].enclosure).toEqual(Array(4).fill(['0.25', '0.25']));
  });

  it('gives the Jacobian of a vector, whose rows add up to nothing', async () => {
    const { lines } = await answers('softmax', ['0,0'], { derivative: true });
    expect(lines[0].enclosure.map(([lower]: string[]) => lower)).toEqual(['0.25', '-0.25', '-0.25', '0.25']);
  });

  it('gives what a page promises at special inputs', async () => {
    const { lines } = await answers('gelu', ['inf', '-inf', 'nan'], { format: 'float32' });
    expect(lines.map(({ output }) => output[0])).toEqual(['0x7f800000', '0x00000000', '0x7fc00000']);
  });

  it('chooses no side at a kink', async () => {
    const { lines } = await answers('relu', ['0', '2', '-2'], { derivative: true });
    expect(lines.map(({ output }) => output[0])).toEqual([null, '0x3ff0000000000000', '0x0000000000000000']);
    expect(lines[0].enclosure).toEqual([['0', '1']]);
  });

  it('says of a zero that no precision tells its sign', async () => {
    const text = collectingConsole();
    const options = { format: 'float64', derivative: true } as const;
    await evaluatePoints('gelu', ['-1e10', '-39'], options, text);
    expect(text.output().split('\n')[0]).toMatch(/^y' = 0 or -0 \(0x0000000000000000\) {2}in \[-2\.\d+e-39457, 2\./);
    expect(text.output().split('\n')[1]).toMatch(/^y' = -0 \(0x8000000000000000\) {2}in/);
    const { lines } = await answers('gelu', ['-1e10'], { derivative: true });
    expect(lines[0].output).toEqual(['0x0000000000000000']);
  });

  it('takes hyper-parameters exactly', async () => {
    const set = new Map([
      ['lrMax', '0.1'],
      ['warmupSteps', '10'],
      ['totalSteps', '100'],
    ]);
    const { lines } = await answers('cosine-warmup', ['5', '40'], { set });
    expect(lines.map(({ enclosure }) => enclosure[0])).toEqual([
      ['0.05', '0.05'],
      ['0.075', '0.075'],
    ]);
  });

  it('takes one step of an optimizer from the published defaults', async () => {
    const { lines } = await answers('adam', ['1'], {
      set: new Map([
        ['g', '1'],
        ['lr', '0.5'],
        ['epsilon', '1'],
      ]),
    });
    // First step: mHat = g, vHat = g^2, so theta - lr g / (|g| + epsilon) = 1 - 0.5 / 2.
    expect(lines[0].enclosure).toEqual([['0.75', '0.75']]);
  });

  it('reads points from standard input and keeps answers in step with them', async () => {
    const console = collectingConsole();
    const stdin = Readable.from(['1\n', '\nnonsense\n', '2\n']);
    const exitCode = await evaluatePoints('relu', [], { format: 'float64', json: true, stdin: true }, console, stdin);
    const lines = console
      .output()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(exitCode).toBe(2);
    expect(lines.map(({ output, error }) => output?.[0] ?? error)).toEqual([
      '0x3ff0000000000000',
      expect.stringContaining('not a number'),
      '0x4000000000000000',
    ]);
    expect(console.messages()).toContain('point `nonsense`');
  });

  it.each([
    [['eval', 'sigmid', '--format', 'float32', '1'], 'did you mean `sigmoid`'],
    [['eval', 'sigmoid', '--format', 'fp32', '1'], 'float16, bfloat16, float32, float64'],
    [['eval', 'sigmoid', '--format', 'float32'], 'give points'],
    [['eval', 'sigmoid', '1'], '--format'],
    [['eval', 'cosine-warmup', '--format', 'float32', '1'], '--set lrMax=...'],
    [['eval', 'cosine-warmup', '--format', 'float32', '--set', 'lrmax=1', '1'], 'did you mean `lrMax`'],
    [['eval', 'adamw', '--format', 'float32', '--set', 'g=1', '--derivative', '1'], 'no derivative'],
    [['eval', 'batchnorm', '--format', 'float32', '--set', 'gamma=1', '--set', 'beta=0', '1'], '--mode'],
    [['eval', 'adamw', '--format', 'float32', '--set', 'g=1', '--set', 'beta1=2', '1'], 'outside'],
  ])('%j is wrong usage and says what to do', async (words, hint) => {
    const console = collectingConsole();
    expect(await runCommand(words, console)).toBe(2);
    expect(console.messages()).toContain(hint);
    expect(console.messages()).not.toMatch(/^\s+at /m);
    expect(console.output()).toBe('');
  });

  it('takes a negative number for a point', async () => {
    const console = collectingConsole();
    expect(await runCommand(['eval', 'relu', '--format', 'float32', '-0.5'], console)).toBe(0);
    expect(console.output()).toContain('y = 0');
  });
});
