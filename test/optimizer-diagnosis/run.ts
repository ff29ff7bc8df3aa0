/**
 * `npm run optimizers [-- part-of-a-name]`: judges the wrong optimizers, schedules and gradient rules, each in a thread
 * or process of its own, and prints what Assay calls them. A whole run also writes `docs/optimizer-diagnosis.md`. Exits
 * with 1 where one was missed or got a wrong name.
 */
import { writeFileSync } from 'node:fs';
import { openPlanted } from '../harness/judge-subject.ts';
import { documentOf } from './document.ts';
import { plantedRules, type ScoredRule, scoreRule } from './score.ts';
import { ruleTable } from './table.ts';

const only = process.argv[2];
const scored: ScoredRule[] = [];
for (const planted of plantedRules().filter(({ file }) => !only || file.includes(only))) {
  const one = await scoreRule(planted, openPlanted).catch((error: Error): ScoredRule => {
    // The other modules are still judged, and the run fails.
    return { planted, outcome: 'missed', answer: `the judge itself failed: ${error.message}`, where: '' };
  });
  scored.push(one);
  process.stderr.write(`${one.outcome.padEnd(22)}${planted.file}: ${one.answer}\n`);
}
if (scored.length === 0) throw new RangeError(`no wrong optimizer, schedule or gradient rule is called like "${only}"`);
process.stdout.write(ruleTable(scored));
if (!only) writeFileSync(new URL('../../docs/optimizer-diagnosis.md', import.meta.url), documentOf(scored));
process.exitCode = scored.some(({ outcome }) => outcome === 'named wrong' || outcome === 'missed') ? 1 : 0;
