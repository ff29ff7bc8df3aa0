import { describe, expect, it } from 'vitest';
import type { CheckRecord, Verdict } from '../reports/record.ts';
import { exitCodeOf, isUnexpected, type Profile } from './exit-code.ts';

const VERDICTS = {
  pass: { kind: 'pass' },
  unstable: { kind: 'unstable', class: 'absolute', region: 'from -20 to -8' },
  variant: { kind: 'variant', name: 'momentum-as-decay' },
  mistake: { kind: 'mistake', names: ['coupled-decay'] },
  fail: { kind: 'fail', why: 'accuracy' },
  unsupported: { kind: 'unsupported', reason: 'no gradient' },
  unavailable: { kind: 'unavailable', reason: 'not installed' },
  nondeterministic: { kind: 'nondeterministic', spread: '1 ulp' },
  error: { kind: 'error', fault: 'threw', message: 'threw Error' },
  inconclusive: { kind: 'inconclusive', why: 'the time budget ran out' },
} as const satisfies Record<Verdict['kind'], Verdict>;

type Kind = keyof typeof VERDICTS;

const record = (kind: Kind): CheckRecord => ({
  type: 'check',
  subject: 'subject',
  check: 'activation/relu/value',
  page: 'activation/relu',
  format: 'float32',
  origin: 'native',
  verdict: VERDICTS[kind],
  judged: 1,
  slow: 0,
  undecided: 0,
  classes: {},
  conventions: [],
  findings: [],
});

const code = (kinds: readonly Kind[], unavailable = 0, profile: Profile = 'standard') =>
  exitCodeOf(kinds.map(record), unavailable, profile);

describe('the exit code', () => {
  it.each<[readonly Kind[], number, number, string]>([
    [['pass'], 0, 0, 'a pass conforms'],
    [['pass', 'variant', 'unstable', 'unsupported'], 0, 0, 'variants and instability do, too, in the standard profile'],
    [['pass', 'inconclusive'], 0, 0, 'one check that could not tell leaves what the others found'],
    [['pass', 'fail'], 0, 1, 'a failure is a finding'],
    [['pass', 'mistake'], 0, 1, 'a named mistake is one'],
    [['pass', 'nondeterministic'], 0, 1, 'two answers to one call are one'],
    [['pass', 'error'], 0, 3, 'a broken subject is no finding and no pass'],
    [['pass'], 1, 3, 'nor is one that could not be opened'],
    [['error', 'fail'], 1, 1, 'a finding is worse than both'],
    [[], 0, 1, 'nothing judged is no conformance'],
    [['unsupported', 'inconclusive'], 0, 1, 'unknown is never a pass'],
    [['unavailable'], 0, 1, 'neither is unavailable'],
  ])('%j with %d subjects not opened is %d', (kinds, unavailable, expected) => {
    expect(code(kinds, unavailable)).toBe(expected);
  });

  it('counts instability, variants and not knowing as findings in the strict profile', () => {
    for (const kind of ['unstable', 'variant', 'inconclusive'] as const) {
      expect(code(['pass', kind])).toBe(0);
      expect(code(['pass', kind], 0, 'strict')).toBe(1);
    }
    expect(code(['pass', 'unsupported'], 0, 'strict')).toBe(0);
  });

  it('never lets the strict profile forgive what the standard one does not', () => {
    for (const verdict of Object.values(VERDICTS)) {
      if (isUnexpected(verdict, 'standard')) expect(isUnexpected(verdict, 'strict')).toBe(true);
    }
  });
});
