import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinCommand, splitCommand } from './split-command.ts';

describe('splitCommand', () => {
  it.each([
    ['ruby my.rb', ['ruby', 'my.rb']],
    ['  python3   -u  x.py ', ['python3', '-u', 'x.py']],
    [`julia 'my file.jl' "a 'b' c"`, ['julia', 'my file.jl', "a 'b' c"]],
    ['a\\ b "c\\"d"', ['a b', 'c"d']],
    [`x ''`, ['x', '']],
    ['', []],
  ])('reads %j', (line, words) => {
    expect(splitCommand(line)).toEqual(words);
  });

  it('says where a quote is left open', () => {
    expect(splitCommand("ruby 'my.rb")).toBeUndefined();
  });

  it('reads what joinCommand writes', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
        expect(splitCommand(joinCommand(words))).toEqual(words);
      }),
    );
  });
});
