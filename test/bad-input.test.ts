import { describe, expect, it } from 'vitest';
import { judgeSubjects, openPlanted } from './harness/judge-subject.ts';
import { openInProcess } from './harness/open-in-process.ts';

interface Row {
  readonly file: string;
  /** The kind of verdict, and a word that the message must hold. */
  readonly kind: 'error' | 'fail' | 'nondeterministic';
  readonly says: RegExp;
  readonly fault?: string;
}

/** One row for each way in which a module can be no subject at all. */
const ROWS: readonly Row[] = [
  { file: 'throws', kind: 'error', fault: 'threw', says: /table of exponentials was not loaded/ },
  { file: 'wrong-length', kind: 'error', fault: 'wrong-length', says: /\d+/ },
  { file: 'wrong-type', kind: 'error', fault: 'wrong-type', says: /string/ },
  { file: 'all-nan', kind: 'fail', says: /nan/i },
  { file: 'never-resolves', kind: 'error', fault: 'timeout', says: /sigmoid/ },
  { file: 'loops', kind: 'error', fault: 'timeout', says: /sigmoid/ },
  { file: 'exits', kind: 'error', fault: 'exited', says: /exit/ },
  { file: 'mutates', kind: 'error', fault: 'mutated-input', says: /theta/ },
  { file: 'shares-state', kind: 'fail', says: /instance/ },
  { file: 'random', kind: 'nondeterministic', says: /./ },
];

/** One check of each page concerned: a faulty module costs a deadline for each. */
const CHECKS = 'activation/sigmoid/value,activation/relu/value,optimizer/adamw/step';

describe('a module that is no subject costs its own checks, with one clear message', () => {
  for (const { file, kind, fault, says } of ROWS) {
    it(`${file}: ${fault ?? kind}`, async () => {
      const bad = await openPlanted(`faulty/${file}.ts`, 1500);
      const good = await openInProcess('sound/relu/maximum.ts');
      try {
        const { checks, findings, footer } = await judgeSubjects([bad, good], { checks: CHECKS, runs: 2 });
        const own = findings.filter(({ subject }) => subject === bad.subject);
        const found = own.find(({ verdict }) => verdict.kind === kind);
        expect(own.map(({ verdict }) => verdict.kind)).toContain(kind);
        if (found?.verdict.kind === 'error') expect(found.verdict.fault).toBe(fault);
        const said = JSON.stringify([found?.verdict, found?.message, found?.diagnosis?.says]);
        expect(said).toMatch(says);
        expect(said).not.toMatch(/\n\s+at /);
        // The other subject is judged all the same, and the run comes to its end.
        const others = checks.filter(({ subject }) => subject === good.subject);
        expect(others.length).toBeGreaterThan(0);
        expect(others.every(({ verdict }) => verdict.kind === 'pass')).toBe(true);
        expect(footer.exitCode).toBe(kind === 'error' ? 3 : 1);
      } finally {
        await bad.close();
        await good.close();
      }
    });
  }
});

describe('a module that is broken in one operator', () => {
  it('is judged in the others, each with its own message, even after its thread had to be started anew', async () => {
    const adapter = await openPlanted('../../adapters/module/testing/faulty-kernels.ts', 1500);
    try {
      const { checks, footer } = await judgeSubjects([adapter], {
        checks: 'activation/*/value',
        sweep: false,
        runs: 2,
      });
      const faults = checks.flatMap(({ page, verdict }) => (verdict.kind === 'error' ? [[page, verdict.fault]] : []));
      expect(Object.fromEntries(faults)).toMatchObject({
        'activation/sigmoid': 'wrong-type',
        'activation/tanh': 'wrong-type',
        'activation/relu': 'threw',
      });
      // These two are wrong until they meet x = 1, where one loops and the other exits; either way they are judged.
      for (const page of ['activation/gelu', 'activation/gelu-tanh']) {
        const check = checks.find((each) => each.page === page)!;
        expect(['fail', 'error']).toContain(check.verdict.kind);
      }
      expect(footer.checks).toBe(checks.length);
      expect(footer.incomplete).toBeUndefined();
    } finally {
      await adapter.close();
    }
  });
});
