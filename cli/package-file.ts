import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A file of the package by its path from the package's root, found from the sources (`cli/`) and from the compiled
 * files (`dist/cli/`) alike. @throws Error where the package lacks it
 */
export function packageFile(path: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, path);
    if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`the package holds no ${path}; install it again`);
    folder = parent;
  }
}
