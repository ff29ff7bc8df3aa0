import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckRecord, ErrorProfile, ResultRecord } from '../record.ts';
import { anyRecords } from '../testing/arbitrary-records.ts';
import { sampleRecords } from '../testing/sample-records.ts';
import { htmlReport } from './html-report.ts';
import { SCRIPT } from './script.ts';

const TAG = /<(\/?)([a-z0-9]+)((?: [a-z:-]+(?:="[^"<>]*")?)*)\s*\/?>/gi;
const VOID = new Set(['meta', 'input']);

/** Everything about the markup that is wrong: tags that are not closed or not understood, ids that occur twice. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const text = html.replace(/^<!doctype html>\n/, '').replace(/<(style|script)>[\s\S]*?<\/\1>/g, '');
  const rest = text.replace(TAG, '').match(/.{0,20}[<>].{0,20}/);
  if (rest) faults.push(`not a tag: ${rest[0]}`);
  const open: string[] = [];
  const ids = new Set<string>();
  for (const [tag, close, name = '', attributes = ''] of text.matchAll(TAG)) {
    const id = / id="([^"]*)"/.exec(attributes)?.[1];
    if (id !== undefined && ids.has(id)) faults.push(`twice: ${id}`);
    if (id !== undefined) ids.add(id);
    if (VOID.has(name) || tag.endsWith('/>')) continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) faults.push(`closes ${name} out of turn`);
  }
  for (const [, target = ''] of text.matchAll(/ href="#([^"]*)"/g)) if (!ids.has(target)) faults.push(`no #${target}`);
  return [...faults, ...open.map((name) => `never closed: ${name}`)];
}

const check = (fields: Partial<CheckRecord>): CheckRecord => ({
  type: 'check',
  subject: 'tfjs:cpu',
  check: 'activation/tanh/value',
  page: 'activation/tanh',
  format: 'float32',
  origin: 'native',
  verdict: { kind: 'pass' },
  judged: 3,
  slow: 0,
  undecided: 0,
  classes: { rounded: 3 },
  conventions: [],
  findings: [],
  ...fields,
});

const profile: ErrorProfile = {
  x: [-3.4e38, -10, 0, 1e-40, 700, 3.4e38],
  ulp: [0, 1e44, 0.5, 0, 2, null],
  class: ['rounded', 'absolute', 'rounded', 'rounded', 'mixed', 'overflow'],
};

describe('the HTML report', () => {
  it('is a function of the records, with every tag closed and every link inside it leading somewhere', () => {
    const report = htmlReport(sampleRecords);
    expect(faultsOf(report)).toEqual([]);
    expect(htmlReport(sampleRecords)).toBe(report);
  });

  it('stays well formed whatever the records say', () => {
    fc.assert(
      fc.property(anyRecords, (records) => {
        expect(faultsOf(htmlReport(records))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('loads nothing: no address but links within, no inline style or handler, a policy for its own two blocks', () => {
    const report = htmlReport(sampleRecords);
    expect(report).not.toMatch(/ (?:src|srcset|data|action|poster|style|on[a-z]+)="/);
    expect(report.match(/ href="[^#]/)).toBeNull();
    expect(report).not.toMatch(/url\(|@import|@font-face/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(report)![1]!;
    const hash = (text: string): string => createHash('sha256').update(text).digest('base64');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(report)![1]!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${hash(style)}'`);
    expect(policy).toContain(`script-src 'sha256-${hash(SCRIPT)}'`);
    expect(policy).not.toContain('unsafe');
  });

  it('takes words of a subject as words: no markup, no script, no formula with a link', () => {
    const attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const report = htmlReport([
      ...sampleRecords,
      { type: 'page', id: attack, title: attack, digest: attack, sources: [attack], definition: [attack] },
      { type: 'page', id: 'p', title: 'p', digest: '', sources: [], definition: ['\\href{javascript:alert(1)}{x}'] },
      check({ page: attack, check: attack, subject: attack, conventions: [attack] }),
      check({ page: 'p', check: 'p/value' }),
    ]);
    expect(faultsOf(report)).toEqual([]);
    expect(report.match(/<script/g)).toHaveLength(1);
    expect(report).not.toMatch(/<img|<a [^>]*javascript:/);
  });

  it('draws formulas as MathML and leaves what is no formula as LaTeX', () => {
    const report = htmlReport(sampleRecords);
    expect(report).toContain('<msqrt>');
    const strange = [
      { ...(sampleRecords.find(({ type }) => type === 'page') as ResultRecord), definition: ['\\frac{'] },
    ];
    expect(htmlReport([...strange, check({ page: 'activation/sigmoid' })] as ResultRecord[])).toContain(
      '<code class="latex">\\frac{</code>',
    );
  });

  it('says the answer first, and what was not tested and why', () => {
    const report = htmlReport(sampleRecords);
    expect(report.indexOf('does not conform')).toBeLessThan(report.indexOf('<nav'));
    expect(report).toContain('no kernel for mode training');
    expect(report).toContain('the native library was not built');
  });

  it('says that a run was cut short', () => {
    expect(htmlReport(sampleRecords.filter(({ type }) => type !== 'footer'))).toContain('did not come to its end');
  });

  it('plots errors of every subject over one axis and names the worse stretches in words', () => {
    const report = htmlReport([check({ profile }), check({ profile, subject: 'onnxruntime:cpu' })]);
    expect(faultsOf(report)).toEqual([]);
    expect(report.match(/<path class="line s\d" d="M\d+ \d+l/g)).toHaveLength(2);
    expect(report).toContain('absolute near -10; overflow near 3.4e+38.');
    expect(report).not.toMatch(/ (?:d|x|y|viewBox)="[^"]*(?:NaN|undefined|Infinity)/);
  });

  it('shows promised limits with what came, alone and among others', () => {
    const result = {
      output: 'y',
      input: { decimal: '-Infinity' },
      expected: { decimal: '0' },
      got: [{ decimal: '0' }, { decimal: 'NaN' }],
      accepted: false,
    };
    const report = htmlReport([check({ check: 'activation/tanh/special', specials: [result] })]);
    expect(report).toContain('<code>−∞</code>');
    expect(report).toMatch(/<td class="broken"[^>]*>✗ <code>0 alone, NaN among others<\/code>/);
  });
});
