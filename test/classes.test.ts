import { describe, expect, it } from 'vitest';
import type { AccuracyClass } from '../reports/record.ts';
import { ACCURACY_CLASSES } from '../suites/judge/accuracy-class.ts';
import { judgeSubjects, openPlanted, type SubjectEntry, subjectEntries } from './harness/judge-subject.ts';

interface ClassEntry extends SubjectEntry {
  readonly class: AccuracyClass;
  readonly why: string;
}

/** From good to bad; `overflow` and `nan` are kinds of failure beside `fail`. */
const badness = (name: AccuracyClass): number => ACCURACY_CLASSES.indexOf(name);

describe('each accuracy class has a subject that lands in exactly it', () => {
  for (const entry of subjectEntries<ClassEntry>('classes.json')) {
    it(`${entry.class}: ${entry.file}`, async () => {
      const adapter = await openPlanted(entry.file);
      try {
        const { checks } = await judgeSubjects([adapter], { checks: `${entry.page}/value` });
        const [check] = checks;
        const met = (Object.keys(check!.classes) as AccuracyClass[]).filter((name) => name !== 'uninformative');
        expect(met).toContain(entry.class);
        expect(met.filter((name) => badness(name) > badness(entry.class))).toEqual([]);
        // Overflow and NaN leave every other value right: they are the only failures.
        if (badness(entry.class) > badness('absolute')) {
          expect(met.filter((name) => badness(name) > badness('absolute'))).toEqual([entry.class]);
        }
      } finally {
        await adapter.close();
      }
    });
  }
});
