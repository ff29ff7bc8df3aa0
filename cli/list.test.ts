import { describe, expect, it } from 'vitest';
import { runCommand } from './main.ts';
import { collectingConsole } from './testing/collecting-console.ts';

async function listed(...words: string[]) {
  const console = collectingConsole();
  const status = await runCommand(['list', ...words], console);
  return { status, output: console.output(), messages: console.messages() };
}

describe('assay list', () => {
  it('shows every subject and every page', async () => {
    const { status, output } = await listed();
    expect(status).toBe(0);
    for (const name of ['Subjects', 'tfjs:cpu', 'onnxruntime:cpu', 'activation/gelu ', 'optimizer/adamw ']) {
      expect(output).toContain(name);
    }
  });

  it('shows only what matches a pattern, and of it only the checks that do', async () => {
    const { output } = await listed('*/step,softmax/value');
    expect(output).toMatch(/optimizer\/adamw +AdamW: step\n/);
    expect(output).toMatch(/activation\/softmax +Softmax: value\n/);
    expect(output).not.toMatch(/Subjects|sigmoid|batchnorm/);
  });

  it('keeps within 80 columns', async () => {
    for (const line of (await listed()).output.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it('refuses a pattern that matches nothing, with what was probably meant', async () => {
    const { status, messages } = await listed('sigmiod');
    expect(status).toBe(2);
    expect(messages).toContain('sigmoid');
  });
});
