import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InseparablePair } from './separations.ts';

let known: Readonly<Record<string, readonly InseparablePair[]>> | undefined;

/**
 * The pairs of variants and mistakes of a page that its experiments do not tell apart in float32, as `npm run separations`
 * has written them down; none for a page that was not examined.
 *
 * @throws Error where the package lacks `docs/separations.json`
 */
export function knownInseparablePairs(page: string): readonly InseparablePair[] {
  known ??= JSON.parse(readFileSync(recordFile(), 'utf8')) as Record<string, InseparablePair[]>;
  return known[page] ?? [];
}

/** Source and built package lie at different depths below the folder that holds `docs`. */
function recordFile(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, 'docs', 'separations.json');
    if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the package holds no docs/separations.json; install it again');
    folder = parent;
  }
}
