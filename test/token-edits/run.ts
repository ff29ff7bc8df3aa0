/**
 * `npm run token-edits [-- --format float32] [--only gelu] [--stride 1] [--write]`: judges what every single-token edit of a
 * definition or step leaves (one in `stride` of a page), and prints how each was answered. Exits with 1 where one was
 * missed or called by a wrong name. `--write` puts the table into docs/token-edits.md.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { documentOf } from './document.ts';
import { editTable } from './edit-table.ts';
import type { ScoredEdit } from './score-edit.ts';
import { scorePage, statelessPages, stepPages } from './score-page.ts';

const { values } = parseArgs({
  options: {
    format: { type: 'string', default: 'float32' },
    only: { type: 'string', default: '' },
    stride: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
if (!(values.format in FORMATS)) {
  console.error(`token-edits: there is no format ${values.format}; choose ${Object.keys(FORMATS).join(', ')}`);
  process.exit(2);
}
const stride = Number(values.stride);
if (!Number.isSafeInteger(stride) || stride < 1) {
  console.error(`token-edits: one edit in ${values.stride} is none; give --stride a whole number from 1 on`);
  process.exit(2);
}
const scored: ScoredEdit[] = [];
let unreadable = 0;
for (const page of [...statelessPages(), ...stepPages()].filter(({ id }) => id.includes(values.only))) {
  const result = await scorePage(page, values.format as FormatName, stride);
  scored.push(...result.scored);
  unreadable += result.unreadable;
  const bad = result.scored.filter(({ outcome }) => outcome === 'missed' || outcome === 'named wrong').length;
  process.stderr.write(`${page.id}: ${result.scored.length} edits, ${bad} answered wrong\n`);
}
const table = editTable(scored, unreadable);
process.stdout.write(table);
if (values.write) {
  const command = `npm run token-edits -- --stride ${stride} --write`;
  writeFileSync(new URL('../../docs/token-edits.md', import.meta.url), documentOf(table, command, values.format));
}
process.exitCode = scored.some(({ outcome }) => outcome === 'missed' || outcome === 'named wrong') ? 1 : 0;
