import { writeFileSync } from 'node:fs';
import { separablePatches, separationOf } from '../../suites/diagnosis/separations.ts';
import { builtinPages } from '../harness/judge-subject.ts';
import { type PageSeparations, separationsDocument } from './document.ts';

/**
 * `npm run separations`: every variant and mistake of every page with a state, computed in float32 and judged under every
 * other one. Writes docs/separations.md and docs/separations.json. An argument restricts the pages that are computed
 * anew, and nothing is written.
 */
const only = process.argv[2];
const found: PageSeparations[] = [];
for (const page of builtinPages().values()) {
  if (page.kind !== 'stateful' || page.modes.length > 1 || (only && !page.id.includes(only))) continue;
  const separations = [];
  for (const patch of separablePatches(page)) separations.push(await separationOf(page, patch, 'float32'));
  found.push({ page: page.id, separations });
  const pairs = separations.flatMap(({ inseparable }) => inseparable);
  process.stdout.write(`${page.id}: ${separations.length} patches\n`);
  for (const { a, b, why } of pairs) process.stdout.write(`  ${a} = ${b || 'the page'}: ${why}\n`);
  for (const { patch, unrecognised } of separations)
    if (unrecognised) process.stdout.write(`  ${patch}: ${unrecognised}\n`);
}
if (!only) {
  const { markdown, json } = separationsDocument(found);
  writeFileSync(new URL('../../docs/separations.md', import.meta.url), markdown);
  writeFileSync(new URL('../../docs/separations.json', import.meta.url), json);
}
