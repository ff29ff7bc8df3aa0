import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { type Arithmetic, Criterion } from '../judge/criterion.ts';
import { LANE, type Point, symbolKey } from '../judge/point.ts';
import { buildModel } from '../stateful/model.ts';
import { shrinkScalar, simplerScalars } from './scalar.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const relu = pages.get('activation/relu')!;
const expression = buildModel(relu, []).modes.values().next().value!.open.get('y')!;
const criterion = new Criterion(relu, 'y', expression, [LANE]);
const arithmetic: Arithmetic = { format: 'float32', scalarFormat: 'float32', flushes: false };

const pointAt = (...x: number[]): Point => ({
  symbols: new Map([[symbolKey('x', 0), Float64Array.from(x)]]),
  extents: new Map([[LANE, x.length]]),
});

/** A relu that is wrong where `wrong` says so; asked is every vector that it was given. */
function subject(wrong: (x: number, length: number) => boolean) {
  const asked: number[][] = [];
  const call = async (x: Float64Array): Promise<Float64Array> => {
    asked.push([...x]);
    return x.map((value) => (wrong(value, x.length) ? value + 0.5 : Math.max(0, value)));
  };
  return { asked, call };
}

const shrinkable = (call: (x: Float64Array) => Promise<Float64Array>) => ({ criterion, input: 'x', hyper: {}, call });

async function shrunk(start: number, wrong: (x: number, length: number) => boolean): Promise<string | undefined> {
  const found = await shrinkScalar(shrinkable(subject(wrong).call), arithmetic, pointAt(7, start), 1);
  return found?.counterexample.input.x?.[0]?.decimal;
}

describe('simpler inputs than a given one', () => {
  it('begin with zero and small integers of its sign, and end with itself', () => {
    const candidates = simplerScalars(-2.731925046183905, (x) => x);
    expect(candidates.slice(0, 4)).toEqual([0, -1, -2, -3]);
    expect(candidates).toContain(-2.73);
    expect(candidates.at(-1)).toBe(-2.731925046183905);
  });

  it('are values of the format, finite, each once', () => {
    const candidates = simplerScalars(3.4e38, Math.fround);
    expect(candidates.every((x) => Number.isFinite(x) && Math.fround(x) === x)).toBe(true);
    expect(new Set(candidates).size).toBe(candidates.length);
  });
});

describe('the simplest failing input', () => {
  it('is the first candidate on which the subject fails alone', async () => {
    expect(await shrunk(123.456, () => true)).toBe('0');
    expect(await shrunk(123.456, (x) => x > 2)).toBe('3');
    expect(await shrunk(-0.75, (x) => x < 0)).toBe('-1');
    expect(await shrunk(123.456, (x) => x > 123)).toBe('1000');
  });

  it('is the input itself where nothing simpler fails', async () => {
    const start = Math.fround(0.123456789);
    expect(await shrunk(start, (x) => x === start)).toBe(String(start));
  });

  it('does not exist for an element that fails only in company', async () => {
    expect(await shrunk(123.456, (_, length) => length > 1)).toBeUndefined();
  });

  it('is asked for alone, and shown with the value that came back', async () => {
    const { asked, call } = subject((x) => x > 2);
    const found = await shrinkScalar(shrinkable(call), arithmetic, pointAt(50), 0);
    expect(asked.every(({ length }) => length === 1)).toBe(true);
    expect(found?.counterexample).toMatchObject({ got: { decimal: '3.5' }, expected: { decimal: '3' }, class: 'fail' });
    expect(found?.certificate.excluded).toContain('mixed');
  });
});
