#!/usr/bin/env node
// Starts the command line: the compiled one where the package is built, else the sources through tsx.
import { existsSync } from 'node:fs';
import module from 'node:module';

// From Node 22 on compiled code can be cached between starts; Node 20 has no such function and loses nothing else.
module.enableCompileCache?.();

const compiled = new URL('../dist/cli/main.js', import.meta.url);
const sources = new URL('../cli/main.ts', import.meta.url);
let entry = compiled;
if (!existsSync(compiled)) {
  const tsx = await import('tsx/esm/api').catch(() => undefined);
  if (tsx === undefined) {
    console.error('assay: its dependencies are not installed; run `npm ci` in the folder of the checkout first');
    process.exit(2);
  }
  tsx.register();
  entry = sources;
}
const { main } = await import(entry.href);
await main(process.argv);
