import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

describe('the hand-written formulas', () => {
  it('import MPFR, each other and the names of the formats: nothing of pages, expressions or the oracle', () => {
    const folder = dirname(fileURLToPath(import.meta.url));
    const imported = readdirSync(folder)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) =>
        [...readFileSync(join(folder, file), 'utf8').matchAll(/from '([^']+)'/g)].map(([, name]) => name!),
      )
      .filter((name) => !name.startsWith('./'));
    expect(new Set(imported)).toEqual(new Set(['gmp-wasm', '../../reference/formats/format.ts']));
  });
});
