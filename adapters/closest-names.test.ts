import { describe, expect, it } from 'vitest';
import { closestNames, didYouMean, editDistance } from './closest-names.ts';

describe('closestNames', () => {
  it('counts one for each missing, added, changed or exchanged letter', () => {
    expect(editDistance('tfjs', 'tfjs')).toBe(0);
    expect(editDistance('tfsj', 'tfjs')).toBe(1);
    expect(editDistance('tfj', 'tfjs')).toBe(1);
    expect(editDistance('tfxs', 'tfjs')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
  });

  it('finds the name behind a slip and stays silent about a stranger', () => {
    expect(closestNames('tfsj:cpu', ['tfjs:cpu', 'onnxruntime:cpu', 'reference'])).toEqual(['tfjs:cpu']);
    expect(didYouMean('sigmod', ['sigmoid', 'softmax'])).toBe('; did you mean `sigmoid`?');
    expect(didYouMean('caffe', ['sigmoid', 'softmax'])).toBe('');
  });
});
