import { describe, expect, it } from 'vitest';
import { add, mul, reduce, symbol } from './expression.ts';
import { freeIndices, IndexCapture, renameIndices, substituteSymbols } from './substitute.ts';

const x = (...indices: string[]) => symbol('x', 0, indices);
const EXTENTS = new Map([
  ['i', 'C'],
  ['j', 'C'],
  ['l', 'C'],
]);

describe('substitution', () => {
  it('a symbol takes over lag and indices of the place it goes to', () => {
    const to = new Map([['x', symbol('y')]]);
    expect(substituteSymbols(symbol('x', 1, ['i']), to)).toBe(symbol('y', 1, ['i']));
    expect(substituteSymbols(x('i'), new Map([['x', symbol('y', 1)]]))).toBe(symbol('y', 1));
  });
});

describe('renaming indices', () => {
  it('renames free indices and leaves bound ones', () => {
    const body = mul(x('i'), reduce('sum', 'j', x('j')));
    expect(renameIndices(body, new Map([['i', 'l']]), EXTENTS)).toBe(mul(x('l'), reduce('sum', 'j', x('j'))));
    expect(renameIndices(reduce('sum', 'i', x('i')), new Map([['i', 'l']]), EXTENTS)).toBe(reduce('sum', 'i', x('i')));
  });

  it('a bound index makes way for the new name', () => {
    const body = reduce('sum', 'j', add(x('i'), x('j')));
    expect(renameIndices(body, new Map([['i', 'j']]), EXTENTS)).toBe(reduce('sum', 'l', add(x('j'), x('l'))));
  });

  it('without another index of the extent, capture is an error', () => {
    const two = new Map([...EXTENTS].filter(([name]) => name !== 'l'));
    const body = reduce('sum', 'j', add(x('i'), x('j')));
    expect(() => renameIndices(body, new Map([['i', 'j']]), two)).toThrow(IndexCapture);
  });

  it('free indices are those that no reduction binds', () => {
    expect([...freeIndices(mul(x('i', 'j'), reduce('sum', 'l', x('l'))))]).toEqual(['i', 'j']);
  });
});
