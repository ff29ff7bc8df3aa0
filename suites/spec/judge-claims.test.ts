import { describe, expect, it } from 'vitest';
import { add, call, div, integer, neg, power, symbol } from '../../spec/language/expression.ts';
import { builtinPagesFolder, findPage, loadPages } from '../../spec/language/load-page.ts';
import { BESIDE, type Claim, equality, HOLDS, OPEN } from './claim.ts';
import { judgeClaims } from './judge-claims.ts';

const page = findPage(loadPages([builtinPagesFolder()]).pages, 'sigmoid');
const span = { file: 'page.md', line: 1, column: 1, text: '' };
const x = symbol('x');

function judge(by: Claim['by'], points = 80) {
  const [only] = judgeClaims(page, [{ what: 'claim', span, by }], points, 1);
  if (!only) throw new Error('a claim was lost');
  return { status: only.status, detail: only.detail };
}

const everywhere = (at: (i: number) => typeof HOLDS): Claim['by'] => {
  let i = 0;
  return { kind: 'everywhere', at: () => at(i++) };
};

describe('a claim', () => {
  it('that algebra proves is proved, and confirmed at points', () => {
    const square = power(add(x, integer(1)), integer(2));
    const expanded = add(add(power(x, integer(2)), add(x, x)), integer(1));
    expect(judge(equality(square, expanded))).toEqual({
      status: 'proved',
      detail: 'one rational function of independent atoms; 80 points',
    });
  });

  it('that holds at every point is checked', () => {
    const absolute = call('sqrt', power(x, integer(2)));
    expect(judge(equality(call('abs', x), absolute)).status).toBe('checked');
  });

  it('that one point refutes is refused, with the point', () => {
    const { status, detail } = judge(equality(call('abs', x), neg(x)));
    expect(status).toBe('refused');
    expect(detail).toMatch(/^[\d.]+ against -[\d.]+ at x = [\d.]+$/);
  });

  it('is refused where one side has no value and the other has', () => {
    const { status, detail } = judge(equality(call('log', x), div(call('log', power(x, integer(2))), integer(2))));
    expect(status).toBe('refused');
    expect(detail).toContain('undefined');
  });

  it('that no point could compare is refused as not checked', () => {
    expect(judge(everywhere(() => OPEN))).toEqual({
      status: 'refused',
      detail: 'not checked: only 0 of 80 points gave values that could be compared',
    });
  });

  it('that half of the points compared is checked, and one less is not', () => {
    expect(judge(everywhere((i) => (i % 2 === 0 ? HOLDS : OPEN)))).toEqual({ status: 'checked', detail: '40 points' });
    expect(judge(everywhere((i) => (i % 2 === 0 && i > 0 ? HOLDS : OPEN))).status).toBe('refused');
  });

  it('whose hypotheses hardly ever hold is refused as not checked', () => {
    expect(judge(everywhere((i) => (i < 10 ? HOLDS : BESIDE)))).toEqual({ status: 'checked', detail: '10 points' });
    expect(judge(everywhere((i) => (i < 9 ? HOLDS : BESIDE)))).toEqual({
      status: 'refused',
      detail: 'not checked: its hypotheses held at only 9 of 80 points',
    });
  });

  it('that something holds somewhere needs one point', () => {
    const somewhere = (last: number): Claim['by'] => {
      let i = 0;
      return { kind: 'somewhere', at: () => (i++ === last ? HOLDS : OPEN), shown: 'seen', refuted: 'never seen' };
    };
    expect(judge(somewhere(79))).toEqual({ status: 'checked', detail: 'seen' });
    expect(judge(somewhere(80))).toEqual({ status: 'refused', detail: 'never seen' });
  });
});
