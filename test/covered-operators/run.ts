import { writeFileSync } from 'node:fs';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { coverageDocument } from './document.ts';

/** Writes docs/coverage.md from the pages. */
const { pages, problems } = loadPages([builtinPagesFolder()]);
if (problems.length > 0) throw new Error(problems.map(String).join('\n'));
writeFileSync(new URL('../../docs/coverage.md', import.meta.url), coverageDocument(pages));
