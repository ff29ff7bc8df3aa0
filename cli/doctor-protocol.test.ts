import { describe, expect, it } from 'vitest';
import { childCommand } from '../adapters/process/testing/open-child.ts';
import { runCommand } from './main.ts';
import { collectingConsole } from './testing/collecting-console.ts';

async function examined(...words: string[]) {
  const console = collectingConsole();
  const status = await runCommand(['doctor', '--protocol', ...words], console);
  return { status, output: console.output(), messages: console.messages() };
}

describe('assay doctor --protocol', () => {
  it('shows what a command says, step by step, and that it speaks the protocol', async () => {
    const { status, output } = await examined('--', ...childCommand('sound'));
    expect(status).toBe(0);
    for (const line of [
      /^ {2}> \{"seq":"\w+-1","kind":"hello","protocol":1/m,
      /^ {2}< \{"seq":"\w+-1","value":/m,
      /^✓ hello: child 1\.0 answers/m,
      /^✓ pages: it claims optimizer\/adam and offers optimizer\/adam \(float64\)/m,
      /^✓ activation\/relu forward: it returns y$/m,
      /^✓ activation\/relu gradient: it returns x$/m,
      /^✓ optimizer\/adam create: it can step, state, load, set$/m,
      /^✓ optimizer\/adam step: it returns theta, and shows its state: m$/m,
      /^✓ an unknown request: it says that it does not know it/m,
      /^✓ end: it ends by itself when its input ends$/m,
      /^It speaks the protocol\.$/m,
    ]) {
      expect(output).toMatch(line);
    }
    for (const line of output.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it.each([
    ['dies-at-start', /✗ hello: it did not answer: its process ended with exit code 3\n {2}\| libfast\.so\.3/],
    ['prints', /✗ optimizer\/adam step: it wrote a line that is no message of the protocol to\n {2}stdout: `epoch 1/],
    ['claims-unknown', /✗ pages: it names `adamv` in `claims`/],
    ['no-tensor', /✗ activation\/relu forward: it answered with a value that is none of `forward`:\n {2}at y/],
  ])('%s: says where it went wrong', async (fault, says) => {
    const { status, output } = await examined('--', ...childCommand(fault));
    expect(output).toMatch(says);
    expect(output).toMatch(/It does not speak the protocol: /);
    expect(status).toBe(3);
  });

  it('takes a hang for what it is', async () => {
    const { status, output } = await examined('--deadline', '1s', '--', ...childCommand('half-line'));
    expect(output).toMatch(/it did not answer within 1000 ms; half a line had come/);
    expect(status).toBe(3);
  });

  it('needs a command', async () => {
    expect(await examined()).toMatchObject({ status: 2, messages: expect.stringMatching(/needs a command/) });
  });
});
