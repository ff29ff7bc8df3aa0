import { describe, expect, it } from 'vitest';
import { processConsole } from './console.ts';

describe('the console of a process whose output is piped', () => {
  it.each([
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '0' }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '' }, true],
    [{ FORCE_COLOR: '1', TERM: 'dumb' }, false],
  ])('under %j is coloured: %s', (env, coloured) => {
    expect(processConsole({ TERM: 'xterm', ...env }).colour).toBe(coloured);
  });

  it('does not rewrite a line of progress in continuous integration', () => {
    expect(processConsole({ TERM: 'xterm', CI: 'true' }).live).toBe(false);
  });
});
