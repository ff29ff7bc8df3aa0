import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runCommand } from './main.ts';
import { collectingConsole } from './testing/collecting-console.ts';

const sound = fileURLToPath(new URL('testing/sound-relu.ts', import.meta.url));

describe('assay doctor', () => {
  it('finds a module sound that keeps the contract, whatever its numbers are worth', { timeout: 60_000 }, async () => {
    const console = collectingConsole();
    expect(await runCommand(['doctor', sound], console)).toBe(0);
    expect(console.output().replace(/\s+/g, ' ')).toMatch(/is sound: \d+ observations sound, 0 faults/);
  });

  it('tells what is wrong with one that returns too few values', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-doctor-'));
    try {
      const module = join(folder, 'short.mjs');
      writeFileSync(
        module,
        "export const claims = 'relu';\nexport const kernels = { relu: { forward: (x) => x.slice(1) } };\n",
      );
      const console = collectingConsole();
      expect(await runCommand(['doctor', module], console)).toBe(3);
      expect(console.output()).toContain('fault:');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
