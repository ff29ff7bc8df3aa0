import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readResults } from '../reports/ndjson-reader.ts';

const bin = fileURLToPath(new URL('../bin/assay.js', import.meta.url));
const assay = (...words: readonly string[]) => spawnSync(process.execPath, [bin, ...words], { encoding: 'utf8' });

describe('bin/assay.js', () => {
  it('prints the version of the package', () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(assay('--version')).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('explains itself and its exit codes', () => {
    const { status, stdout } = assay('--help');
    expect(status).toBe(0);
    for (const word of ['run', 'list', 'eval', 'replay', 'doctor', 'check-spec', 'Exit codes'])
      expect(stdout).toContain(word);
  });

  it.each([['rnu'], ['run', '--frobnicate'], ['replay'], []])('%s ends with exit code 2 and no stack', (...words) => {
    const { status, stderr } = assay(...words);
    expect(status).toBe(2);
    expect(stderr).not.toBe('');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('survives a reader that closes the pipe early', () => {
    const { status, stderr } = spawnSync('sh', ['-c', `"${process.execPath}" "${bin}" list | head -n 1`], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it('interrupted, keeps what it has, ends the file with a footer and exits with 130', {
    timeout: 60_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-interrupt-'));
    try {
      const module = join(folder, 'slow.mjs');
      // Slow enough that the run is still going when the interrupt comes, whatever the machine.
      writeFileSync(
        module,
        "export const claims = 'relu';\nexport const kernels = { relu: { forward: (x) => new Promise((done) => setTimeout(() => done(x), 1000)) } };\n",
      );
      const child = spawn(process.execPath, [bin, 'run', module, '--report', folder], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let output = '';
      child.stdout.on('data', (chunk) => {
        output += chunk;
      });
      // The first line of progress tells that judging has begun.
      await new Promise((begun) => child.stderr.once('data', begun));
      child.kill('SIGINT');
      const status = await new Promise((ended) => child.on('close', ended));
      expect(status).toBe(130);
      expect(output).toContain('The run ended early');
      expect(output, 'a pipe is not coloured unasked').not.toContain('\u001B');
      const { records, truncated } = readResults(readFileSync(join(folder, 'results.ndjson'), 'utf8'));
      expect(truncated).toBe(false);
      expect(records.at(-1)).toMatchObject({ type: 'footer' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
