import { describe, expect, it } from 'vitest';
import { standing, tally, VERDICT_KINDS } from './tally.ts';
import { sampleChecks, sampleFindings } from './testing/sample-records.ts';
import { furtherMessage, scoreSentence, subjectSentence, verdictSentence } from './verdict-sentence.ts';

const withVerdict = (...kinds: readonly string[]) =>
  kinds.map((kind) => ({ ...sampleChecks.find((check) => check.verdict.kind === kind)!, origin: 'native' as const }));

describe('a verdict in words', () => {
  it('has a sentence for every kind', () => {
    const sentences = withVerdict(...VERDICT_KINDS).map(({ verdict }) => verdictSentence(verdict));
    expect(new Set(sentences).size).toBe(VERDICT_KINDS.length);
  });

  it('carries the reason that the verdict gives', () => {
    expect(verdictSentence({ kind: 'inconclusive', why: 'the time was up' })).toContain('the time was up');
    expect(verdictSentence({ kind: 'mistake', names: ['a', 'b'] })).toBe('the known mistake "a" with "b"');
  });
});

describe('a message', () => {
  it('is said once where the diagnosis says the same, and beside any other', () => {
    const finding = sampleFindings.find(({ diagnosis }) => diagnosis !== undefined)!;
    const says = 'right until the state is restored';
    const restored = {
      ...finding,
      diagnosis: { ...finding.diagnosis!, kind: 'behaviour' as const, says },
      message: says,
    };
    expect(furtherMessage(restored)).toBeUndefined();
    expect(furtherMessage({ ...restored, message: 'of two instances' })).toBe('of two instances');
    expect(furtherMessage({ ...finding, message: says })).toBe(says);
  });
});

describe('the score', () => {
  it('counts what was decided in favour over what was applicable, and shows the rest', () => {
    const score = tally(withVerdict(...VERDICT_KINDS), 'standard');
    expect(score).toMatchObject({ passed: 2, applicable: 8, failed: 4 });
    expect(scoreSentence(score)).toBe(
      '2 of 8 applicable checks passed (1 accepted variant, 1 unstable, 1 known mistake, 1 failed, 1 nondeterministic, 1 error, 1 inconclusive, 1 unsupported, 1 unavailable)',
    );
  });

  it('never counts an unavailable, unsupported or inconclusive check as passed', () => {
    for (const kind of ['unavailable', 'unsupported', 'inconclusive']) {
      expect(tally(withVerdict(kind), 'standard').passed).toBe(0);
    }
  });

  it('in profile strict fails unstable results and accepted variants', () => {
    const verdicts = withVerdict('unstable', 'variant').map(({ verdict }) => verdict);
    expect(verdicts.map((verdict) => standing(verdict, 'standard'))).toEqual(['noted', 'passed']);
    expect(verdicts.map((verdict) => standing(verdict, 'strict'))).toEqual(['failed', 'failed']);
  });

  it('leaves composed results out', () => {
    const composed = withVerdict('fail').map((check) => ({ ...check, origin: 'composed' as const }));
    expect(subjectSentence([...withVerdict('pass'), ...composed], 'standard', undefined)).toBe(
      'conforms: 1 of 1 applicable check passed',
    );
  });
});

describe('the sentence about a subject', () => {
  it('does not call it conforming when nothing passed', () => {
    expect(subjectSentence([], 'standard', undefined)).toMatch(/^neither/);
    expect(subjectSentence(withVerdict('inconclusive'), 'standard', undefined)).toMatch(/^neither/);
  });

  it('tells a call that failed from mathematics that is wrong', () => {
    expect(subjectSentence(withVerdict('pass', 'error'), 'standard', undefined)).toMatch(/^could not be called/);
    expect(subjectSentence(withVerdict('pass', 'fail'), 'standard', undefined)).toMatch(/^does not conform/);
  });
});
