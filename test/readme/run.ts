/** Writes what the commands print now into the documents: `npm run readme`. Blocks that still hold are left alone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOutputs, filesOf, withoutAccidents } from './command-output.ts';
import { DOCUMENTS } from './documents.ts';
import { readBlocks } from './read-blocks.ts';
import { ROOT } from './stage.ts';

for (const name of DOCUMENTS) {
  const path = join(ROOT, name);
  const before = readFileSync(path, 'utf8');
  const blocks = readBlocks(before);
  const outputOf = createOutputs(filesOf(blocks));
  let after = before;
  // From the last to the first, so that the places of the others stay what they are.
  for (const { proof, text, start, end, line } of blocks.toReversed()) {
    if (proof?.kind !== 'run' && proof?.kind !== 'report') continue;
    const output = await outputOf(proof);
    if (withoutAccidents(output) === withoutAccidents(text)) continue;
    console.log(`${name}:${line}: ${proof.command}`);
    after = after.slice(0, start) + output + after.slice(end);
  }
  if (after !== before) writeFileSync(path, after);
}
