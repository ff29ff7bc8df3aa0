/**
 * `npm run token-edits [-- --format float32] [--only gelu]`: judges what every single-token edit of a definition leaves,
 * and prints how each was answered. Exits with 1 where one was missed or called by a wrong name.
 */
import { parseArgs } from 'node:util';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { editTable } from './edit-table.ts';
import type { ScoredEdit } from './score-edit.ts';
import { scorePage, statelessPages } from './score-page.ts';

const { values } = parseArgs({
  options: { format: { type: 'string', default: 'float32' }, only: { type: 'string', default: '' } },
});
if (!(values.format in FORMATS)) {
  console.error(`token-edits: there is no format ${values.format}; choose ${Object.keys(FORMATS).join(', ')}`);
  process.exit(2);
}
const scored: ScoredEdit[] = [];
let unreadable = 0;
for (const page of statelessPages().filter(({ id }) => id.includes(values.only))) {
  const result = await scorePage(page, values.format as FormatName);
  scored.push(...result.scored);
  unreadable += result.unreadable;
  process.stderr.write(`${page.id}: ${result.scored.length} edits\n`);
}
process.stdout.write(editTable(scored, unreadable));
process.exitCode = scored.some(({ outcome }) => outcome === 'missed' || outcome === 'named wrong') ? 1 : 0;
