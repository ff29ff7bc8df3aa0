import { describe, expect, it } from 'vitest';
import { createProgress } from './progress.ts';
import { collectingConsole } from './testing/collecting-console.ts';

const report = (subject: string, done: number) => ({ subject, check: 'activation/relu/value', done, total: 40 });

describe('progress', () => {
  it('without a terminal is a plain line for each subject and every ten seconds', () => {
    const console = collectingConsole();
    let time = 0;
    const progress = createProgress(console, () => time);
    for (let done = 0; done < 40; done += 1) {
      progress.update(report(done < 20 ? 'one' : 'two', done));
      time += 1_000;
    }
    progress.end();
    expect(console.messages().split('\n').slice(0, -1)).toEqual([
      '0/40 one activation/relu/value',
      '10/40 one activation/relu/value',
      '20/40 two activation/relu/value',
      '30/40 two activation/relu/value',
    ]);
    expect(console.output()).toBe('');
  });

  it('on a terminal is one line, narrower than the terminal, and gone at the end', () => {
    const console = collectingConsole({ live: true, columns: 30 });
    let time = 0;
    const progress = createProgress(console, () => (time += 200));
    progress.update(report('a-subject-with-a-long-name', 1));
    progress.update(report('a-subject-with-a-long-name', 2));
    progress.end();
    progress.update(report('late', 3));
    const drawn = console.messages().split('\r\u001B[K');
    expect(drawn).toHaveLength(4);
    for (const line of drawn) expect(line.length).toBeLessThan(30);
    expect(drawn.at(-1)).toBe('');
    expect(console.messages()).not.toContain('\n');
  });

  it('lets no control character of a subject through', () => {
    const console = collectingConsole();
    createProgress(console).update(report('\u001B[2J', 0));
    expect(console.messages()).not.toContain('\u001B');
  });
});
