import { describe, expect, it } from 'vitest';
import { matchesGlob } from './glob.ts';

const IDS = [
  'activation/gelu/value',
  'activation/gelu/derivative',
  'activation/gelu-tanh/value',
  'activation/relu/value',
  'optimizer/adam/step',
  'optimizer/adam-l2/step',
  'optimizer/adamw/step',
  'normalization/batchnorm/inference',
];

const chosen = (pattern: string): string[] => IDS.filter((id) => matchesGlob(id, pattern));

describe('a pattern over the ids of checks', () => {
  it.each<[string, readonly string[], string]>([
    ['activation/gelu/value', ['activation/gelu/value'], 'an id is itself'],
    ['activation/gelu', ['activation/gelu/value', 'activation/gelu/derivative'], 'a folder is everything below it'],
    ['gelu', ['activation/gelu/value', 'activation/gelu/derivative'], 'a word is a page, and no longer name'],
    ['optimizer', ['optimizer/adam/step', 'optimizer/adam-l2/step', 'optimizer/adamw/step'], 'or a family'],
    ['inference', ['normalization/batchnorm/inference'], 'or a property'],
    ['*/derivative', ['activation/gelu/derivative'], 'a star reaches across folders'],
    ['optimizer/adam*', ['optimizer/adam/step', 'optimizer/adam-l2/step', 'optimizer/adamw/step'], 'and ends a name'],
    ['adam*', ['optimizer/adam/step', 'optimizer/adam-l2/step', 'optimizer/adamw/step'], 'in a word as well'],
    ['relu, adamw', ['activation/relu/value', 'optimizer/adamw/step'], 'commas separate alternatives'],
    ['*', IDS, 'a star alone is everything'],
    ['ge', [], 'part of a name is nothing'],
    ['gelu/value', ['activation/gelu/value'], 'a path begins at any folder'],
    ['elu/value', [], 'but not within a name'],
    ['', [], 'nothing matches nothing'],
  ])('%s', (pattern, expected) => {
    expect(chosen(pattern)).toEqual(expected);
  });

  it('takes every other character literally', () => {
    expect(matchesGlob('activation/gelu/value', 'activation/g.lu/value')).toBe(false);
    expect(matchesGlob('activation/gelu/value', 'g[e]lu')).toBe(false);
    expect(matchesGlob('a+b/c/d', 'a+b')).toBe(true);
  });
});
