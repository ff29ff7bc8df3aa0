import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { add, div, type Expression, integer, mul, power, sub, symbol } from './expression.ts';
import { EquationCycle, evaluationOrder, inlineSystem } from './inline.ts';
import { loadPage } from './load-page.ts';
import type { Page, Patch } from './page.ts';
import { accuracySystem, applyPatches, conflict, PatchConflict, patchSystem } from './patch.ts';

const math = (formula: string) => `\`\`\`math\n${formula}\n\`\`\`\n`;

/** A momentum step: v = b v' + g, w = w' - a v. */
const TEXT = `---
id: test/momentum
title: Momentum
kind: stateful
symbols:
  w: {latex: w, role: parameter, elementwise: true}
  g: {latex: g, role: input, elementwise: true}
  v: {latex: v, role: state, elementwise: true, initial: '0'}
  s: {latex: s, role: local, elementwise: true}
  G: {latex: G, role: local, elementwise: true}
  t: {latex: t, role: time, from: '1'}
  a: {latex: a, role: hyper}
  b: {latex: b, role: hyper}
call: [w, g]
---
## Step
${math('v_t = b v_{t-1} + g_t')}
${math('s_t = a v_t')}
${math('w_t = w_{t-1} - s_t')}
## Accuracy form
${math('w_t = w_{t-1} - v_t a')}
## Known mistakes
### plus
Uphill.
${math('w_t = w_{t-1} + s_t')}
### ascent-too
The same place again.
${math('w_t = s_t - w_{t-1}')}
### swapped
swap \`a\` and \`b\` in \`v\`, \`s\`
### squared
${math('G_t = g_t^2')}
replace \`g\` by \`G\` in \`v\`
### other-rate
replace \`a\` by \`b\` in \`s\`
### frozen
fix \`b\` at 0.5
### halved
${math('s_t = \\frac{a}{2} v_t')}
### own
${math('s_t = a b v_t')}
replace \`a\` by \`b\` in \`s\`
replace \`b\` by \`a\` in \`v\`
### one-plus
replace \`b\` by $1 + b$ in \`v\`
`;

const folder = mkdtempSync(join(tmpdir(), 'assay-patch-'));
afterAll(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'momentum.md'), TEXT);
const loaded = loadPage(join(folder, 'momentum.md'));
if (!loaded.page) throw new Error(loaded.problems.map(String).join('\n'));
const page: Page = loaded.page;

const [a, b, g, G] = ['a', 'b', 'g', 'G'].map((key) => symbol(key)) as [Expression, Expression, Expression, Expression];
const previous = (key: string) => symbol(key, 1);
const patch = (id: string): Patch => {
  const found = page.patches.get(id);
  if (!found) throw new Error(`the page has no patch ${id}`);
  return found;
};
const expressionOf = (patches: string[], key: string) => applyPatches(page, '', patches).equations.get(key)?.expression;

describe('patches', () => {
  it('a replacement takes the place of the equation with its left side and leaves the others', () => {
    expect(expressionOf(['plus'], 'w')).toBe(add(previous('w'), symbol('s')));
    expect(expressionOf(['plus'], 'v')).toBe(expressionOf([], 'v'));
  });

  it('a swap exchanges both symbols at once, only in the equations it names', () => {
    expect(expressionOf(['swapped'], 'v')).toBe(add(mul(a, previous('v')), g));
    expect(expressionOf(['swapped'], 's')).toBe(mul(b, symbol('v')));
  });

  it('the printed formula of an equation says what it computes after a substitution', () => {
    const latexOf = (patches: string[], key: string) => applyPatches(page, '', patches).equations.get(key)?.latex;
    expect(latexOf(['swapped'], 'v')).toBe('v_t = a v_{t-1} + g_t');
    expect(latexOf(['squared'], 'v')).toBe('v_t = b v_{t-1} + G_t');
    expect(latexOf(['frozen', 'halved'], 's')).toBe('s_t = \\frac{a}{2} v_t');
  });

  it('a new equation joins the system and a substitution brings it in', () => {
    expect(expressionOf(['squared'], 'G')).toBe(power(g, integer(2)));
    expect(expressionOf(['squared'], 'v')).toBe(add(mul(b, previous('v')), G));
  });

  it('a formula can stand in for a symbol', () => {
    expect(expressionOf(['one-plus'], 'v')).toBe(add(mul(add(integer(1), b), previous('v')), g));
  });

  it('a fixed hyper-parameter is gone from every equation, also from replaced ones', () => {
    const system = applyPatches(page, '', ['frozen', 'other-rate']);
    for (const { expression } of system.equations.values())
      expect(JSON.stringify(expression, big)).not.toContain('"b"');
  });

  it('a substitution enters the equation that another patch replaces, and leaves the rest of that patch alone', () => {
    expect(expressionOf(['halved', 'swapped'], 's')).toBe(mul(div(b, integer(2)), symbol('v')));
    expect(expressionOf(['halved', 'swapped'], 'v')).toBe(expressionOf(['swapped'], 'v'));
  });

  it('a substitution enters an equation that another patch adds', () => {
    const squared = patch('squared');
    const tripled = { ...patch('one-plus'), substitutions: [{ from: 'g', to: mul(integer(3), g), within: ['G'] }] };
    const { equations } = patchSystem(page, applyPatches(page, '', []), [squared, tripled]);
    expect(equations.get('G')?.expression).toBe(power(mul(integer(3), g), integer(2)));
    expect(equations.get('v')?.expression).toBe(expressionOf(['squared'], 'v'));
  });

  it('what a patch writes itself is not substituted by that patch', () => {
    expect(expressionOf(['own'], 's')).toBe(mul(mul(a, b), symbol('v')));
    expect(expressionOf(['own'], 'v')).toBe(add(mul(a, previous('v')), g));
  });

  it('the order of compatible patches does not matter', () => {
    for (const [one, other] of [
      ['squared', 'plus'],
      ['halved', 'swapped'],
    ] as const)
      for (const key of ['v', 's', 'w', 'G'])
        expect(expressionOf([one, other], key)).toBe(expressionOf([other, one], key));
  });

  it('two replacements of one left side conflict, and so do two substitutions of one symbol in one equation', () => {
    expect(conflict(page, '', 'plus', 'ascent-too')).toBe(true);
    expect(conflict(page, '', 'swapped', 'other-rate')).toBe(true);
    expect(conflict(page, '', 'swapped', 'squared')).toBe(false);
    expect(conflict(page, '', 'halved', 'swapped')).toBe(false);
    expect(conflict(page, '', 'plus', 'plus')).toBe(false);
    expect(() => applyPatches(page, '', ['plus', 'ascent-too'])).toThrow(PatchConflict);
  });

  it('an unknown mode or patch is an error that names it', () => {
    expect(() => applyPatches(page, 'training', [])).toThrow(/has no mode "training"/);
    expect(() => applyPatches(page, '', ['plsu'])).toThrow(/has no patch "plsu"/);
  });

  it('the accuracy form yields to a replacement, and to a change of an equation that it bypasses', () => {
    const w = (patches: string[]) => applyPatches(page, '', patches, 'accuracy').equations.get('w')?.expression;
    expect(w([])).toBe(accuracySystem(page, '').equations.get('w')?.expression);
    expect(w([])).toBe(sub(previous('w'), mul(symbol('v'), a)));
    expect(w(['plus'])).toBe(expressionOf(['plus'], 'w'));
    expect(w(['halved'])).toBe(expressionOf([], 'w'));
    expect(w(['squared'])).toBe(w([]));
  });
});

function big(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

describe('inlining', () => {
  const system = applyPatches(page, '', []);

  it('keeps current states where each equation is judged on its own', () => {
    const inlined = inlineSystem(page, system, { keepStates: true });
    expect([...inlined.keys()]).toEqual(['v', 'w']);
    expect(inlined.get('w')).toBe(sub(previous('w'), mul(a, symbol('v'))));
  });

  it('goes down to the values before the step in an open loop', () => {
    const inlined = inlineSystem(page, system, { keepStates: false });
    expect(inlined.get('w')).toBe(sub(previous('w'), mul(a, add(mul(b, previous('v')), g))));
  });

  it('puts each equation after those it needs, and names a cycle', () => {
    expect(evaluationOrder(system)).toEqual(['v', 's', 'w']);
    const s = system.equations.get('s');
    if (!s) throw new Error('the page has no s');
    const cyclic = {
      mode: '',
      equations: new Map([...system.equations, ['v', { ...s, key: 'v', expression: symbol('s') }]]),
    };
    expect(() => evaluationOrder(cyclic)).toThrow(EquationCycle);
    expect(() => evaluationOrder(cyclic)).toThrow('"v" -> "s" -> "v"');
  });
});
