/**
 * `npm run activations [-- part-of-a-name]`: the printed table of wrong activations and what Assay calls them, each in a
 * thread of its own. Exits with 1 where one was missed or got a wrong name.
 */
import { openPlanted } from '../harness/judge-subject.ts';
import { activationTable, plantedActivations, type ScoredActivation, scoreActivation } from './score.ts';

const only = process.argv[2];
const scored: ScoredActivation[] = [];
for (const planted of plantedActivations().filter(({ file }) => !only || file.includes(only))) {
  scored.push(await scoreActivation(planted, openPlanted));
}
if (scored.length === 0) throw new RangeError(`no wrong activation is called like "${only}"`);
process.stdout.write(activationTable(scored));
process.exitCode = scored.some(({ outcome }) => outcome === 'named wrong' || outcome === 'missed') ? 1 : 0;
