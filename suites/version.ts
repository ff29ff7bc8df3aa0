import { existsSync, readFileSync } from 'node:fs';

/** The version of this package, from the nearest package.json above this file (source and `dist/` differ in depth). */
export const VERSION: string = (() => {
  for (const path of ['../package.json', '../../package.json']) {
    const url = new URL(path, import.meta.url);
    if (existsSync(url)) return (JSON.parse(readFileSync(url, 'utf8')) as { version: string }).version;
  }
  throw new Error('package.json of dl-assay was not found beside its code; reinstall the package');
})();
