import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth } from './display-width.ts';
import { wrap, wrapCommand } from './wrap.ts';

describe('wrapped text', () => {
  it('keeps every letter and the width', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.integer({ min: 10, max: 90 }), (text, width) => {
        const lines = wrap(text, { width, first: '* ', rest: '  ' });
        expect(lines.join('').slice(2).replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe('a wrapped command', () => {
  it('is the same command to a shell', () => {
    const words = fc.array(fc.stringMatching(/^[a-z0-9./:=-]{1,120}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(words, (args) => {
        const lines = wrapCommand(`printf %s, ${args.join(' ')}`, 80, '  ');
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(80);
        expect(execFileSync('sh', ['-c', lines.join('\n')], { encoding: 'utf8' })).toBe(`${args.join(',')},`);
      }),
      { numRuns: 30 },
    );
  });
});
