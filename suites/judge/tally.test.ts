import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { buildModel } from '../stateful/model.ts';
import { type Arithmetic, Criterion } from './criterion.ts';
import { LANE, type Point, symbolKey } from './point.ts';
import { type Batch, Tally } from './tally.ts';
import { findingOf, verdictOf } from './verdict.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const arithmetic: Arithmetic = { format: 'float32', scalarFormat: 'float32', flushes: false };

const criterionOf = (id: string): Criterion => {
  const page = pages.get(id)!;
  const expression = buildModel(page, []).modes.values().next().value!.open.get('y')!;
  return new Criterion(page, 'y', expression, [LANE], page.scale.get('y'));
};
const relu = criterionOf('activation/relu');
const sigmoid = criterionOf('activation/sigmoid');

function batch(criterion: Criterion, x: readonly number[], got: readonly number[]): Batch {
  const point: Point = {
    symbols: new Map([[symbolKey('x', 0), Float64Array.from(x)]]),
    extents: new Map([[LANE, x.length]]),
  };
  const judgement = criterion.judge(got, point, arithmetic);
  return { criterion, point, got, judgement, input: (i) => ({ x: [x[i]!] }), place: (i) => x[i]! };
}

const tallyOf = (...batches: readonly Batch[]): Tally => {
  const tally = new Tally(arithmetic);
  for (const one of batches) tally.add(one);
  return tally;
};

describe('a tally', () => {
  it('counts every value once, by class, over batches', () => {
    const tally = tallyOf(batch(relu, [1, 2, -1], [1, 2, 0]), batch(relu, [3, 4], [3, 5]));
    expect(tally.judged).toBe(5);
    expect(tally.classes()).toEqual({ rounded: 4, fail: 1 });
    expect(tally.failures).toBe(1);
  });

  it('keeps the worst value: a failure before any pass, then the larger error', () => {
    const tally = tallyOf(batch(relu, [1, 2, 1], [1.5, 8, 1]), batch(relu, [1], [1.25]));
    const shown = tally.worst!.exhibit();
    expect(shown.example.input).toEqual({ x: [{ bits: '0x40000000', decimal: '2' }] });
    expect(shown.example.got.decimal).toBe('8');
    expect(shown.certificate.tier).toBe('decimal');
  });

  it('tells by its gravest kind why it fails', () => {
    const infinity = Number.POSITIVE_INFINITY;
    expect(tallyOf(batch(relu, [1], [1])).failure).toBeUndefined();
    expect(tallyOf(batch(relu, [1], [2])).failure).toBe('accuracy');
    expect(tallyOf(batch(relu, [1, 2], [infinity, 2])).failure).toBe('overflow');
    expect(tallyOf(batch(relu, [1, 2], [infinity, 3])).failure).toBe('accuracy');
    expect(tallyOf(batch(relu, [1, 2], [infinity, Number.NaN])).failure).toBe('nan');
  });

  it('says where a class occurred', () => {
    // (1 + tanh(x / 2)) / 2 at these inputs is 0 in single precision.
    const tally = tallyOf(batch(sigmoid, [-40, -30, -20, 0], [0, 0, 0, 0.5]));
    expect(tally.region(3)).toBe('from -40 to -20');
    expect(verdictOf(tally, false)).toEqual({ kind: 'unstable', class: 'absolute', region: 'from -40 to -20' });
  });
});

describe('the verdict of a tally', () => {
  const sound = batch(relu, [1, -2], [1, 0]);

  it('is a pass only when everything was judged, conforms and proves something', () => {
    expect(verdictOf(tallyOf(sound), false)).toEqual({ kind: 'pass' });
    expect(verdictOf(tallyOf(), false)).toMatchObject({ kind: 'inconclusive', why: 'no value was judged' });
    expect(verdictOf(tallyOf(sound), true)).toMatchObject({ kind: 'inconclusive' });
  });

  it('is a failure even when the time ran out: what was found stays found', () => {
    expect(verdictOf(tallyOf(sound, batch(relu, [1], [2])), true)).toEqual({ kind: 'fail', why: 'accuracy' });
  });

  it('is inconclusive above one uninformative value in ten, and not at one', () => {
    const informative = (n: number) => ({ ...sound, judgement: { ...sound.judgement, classes: new Uint8Array(n) } });
    const uninformative = (n: number) => ({
      ...sound,
      judgement: { ...sound.judgement, classes: new Uint8Array(n).fill(4) },
    });
    const long = (one: Batch): Batch => ({
      ...one,
      got: new Float64Array(one.judgement.classes.length),
      judgement: {
        ...one.judgement,
        exact: {
          lower: new Float64Array(one.judgement.classes.length),
          upper: new Float64Array(one.judgement.classes.length),
        },
      },
    });
    expect(verdictOf(tallyOf(long(informative(90)), long(uninformative(10))), false)).toEqual({ kind: 'pass' });
    expect(verdictOf(tallyOf(long(informative(89)), long(uninformative(11))), false)).toMatchObject({
      kind: 'inconclusive',
      why: expect.stringContaining('11.0 %'),
    });
  });

  it('carries its worst value and certificate into the finding', () => {
    const tally = tallyOf(batch(relu, [1], [2]));
    const finding = findingOf(tally, verdictOf(tally, false));
    expect(finding.counterexample?.got.decimal).toBe('2');
    expect(finding.certificate?.excluded).toEqual(['rounded', 'relative', 'mixed', 'absolute']);
  });
});
