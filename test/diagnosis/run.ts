import { builtinPages, openPlanted } from '../harness/judge-subject.ts';
import { diagnosisTable, plantedModules, type Scored, scorePlanted } from './score.ts';

/** `npm run diagnosis`: the printed table of planted modules and what Assay calls them, each in a thread of its own. */
const only = process.argv[2];
const scored: Scored[] = [];
for (const planted of plantedModules().filter(({ file }) => !only || file.includes(only))) {
  scored.push(await scorePlanted(planted, builtinPages(), openPlanted));
}
process.stdout.write(diagnosisTable(scored));
process.exitCode = scored.some(({ outcome }) => outcome === 'named wrong' || outcome === 'missed') ? 1 : 0;
