import { describe, expect, it } from 'vitest';
import type { FormatName } from '../../reference/formats/format.ts';
import { builtinPage } from '../judge/testing/judged-function.ts';
import { SOUND, UNSOUND } from '../stability/testing/planted-formulas.ts';
import { type RoundedFormulas, roundedContext } from '../stability/testing/rounded-subject.ts';
import { checkStability } from './stability.ts';

const stabilityOf = (page: string, format: FormatName, formulas: RoundedFormulas) =>
  checkStability(roundedContext(format, formulas), builtinPage(page));

/** What is planted, and what must be said of it. */
interface Planted {
  readonly page: string;
  readonly subject: keyof typeof UNSOUND;
  readonly format: FormatName;
  readonly verdict: 'unstable' | 'nan' | 'overflow' | 'accuracy';
  readonly algorithm: string;
  /** Regions from 0 outwards: class, inner end and outer end, to four digits; an absent end goes on to the last float. */
  readonly regions: readonly (readonly [string, number, number?])[];
  readonly of?: 'derivative';
}

// The inner end of a region is where an error of half an ulp of the largest intermediate exceeds K ulp of the value; the
// outer one where the exact value is within the smallest subnormals of 0, or where an exponential overflows: 11.09,
// 88.72 and 709.8 are the logarithms of the largest float16, float32 and float64.
const PLANTED: readonly Planted[] = [
  {
    page: 'activation/sigmoid',
    subject: 'exponentialOverOnePlus',
    format: 'float32',
    verdict: 'nan',
    algorithm: 'exponential-over-one-plus',
    regions: [['nan', 88.72]],
  },
  {
    page: 'activation/sigmoid',
    subject: 'exponentialOverOnePlus',
    format: 'float64',
    verdict: 'nan',
    algorithm: 'exponential-over-one-plus',
    regions: [['nan', 709.8]],
  },
  {
    page: 'activation/sigmoid',
    subject: 'halfTanh',
    format: 'float32',
    verdict: 'unstable',
    algorithm: 'half-tanh',
    regions: [['absolute', -5.875, -100.8]],
  },
  {
    page: 'activation/sigmoid',
    subject: 'halfTanh',
    format: 'float16',
    verdict: 'unstable',
    algorithm: 'half-tanh',
    regions: [['absolute', -5.871, -14.15]],
  },
  {
    page: 'activation/softplus',
    subject: 'logOfOnePlusExp',
    format: 'float32',
    verdict: 'overflow',
    algorithm: 'log-of-one-plus-exponential',
    regions: [
      ['absolute', -4.291, -100.9],
      ['overflow', 88.72],
    ],
  },
  {
    page: 'activation/log-sigmoid',
    subject: 'logOfSigmoid',
    format: 'float32',
    verdict: 'accuracy',
    algorithm: 'logarithm-of-sigmoid',
    regions: [
      ['fail', -95.61, -104],
      ['overflow', -104],
      ['absolute', 4.272, 100.9],
    ],
  },
  {
    page: 'activation/tanh',
    subject: 'tanhByExponential',
    format: 'float16',
    verdict: 'nan',
    algorithm: 'exponential-of-twice',
    regions: [
      ['absolute', -6.557e-7, -4.838e-4],
      ['absolute', 6.557e-7, 1.758e-2],
      ['nan', 5.547],
    ],
  },
  {
    page: 'activation/tanh',
    subject: 'oneMinusTanhSquared',
    format: 'float32',
    of: 'derivative',
    verdict: 'unstable',
    algorithm: 'definition',
    regions: [
      ['absolute', -3.276, -50.86],
      ['absolute', 3.276, 50.86],
    ],
  },
  {
    page: 'elementary/expm1',
    subject: 'expMinusOne',
    format: 'bfloat16',
    verdict: 'unstable',
    algorithm: 'difference',
    regions: [
      ['absolute', -6.428e-40, -7.477e-3],
      ['absolute', 5.51e-40, 1.477e-2],
    ],
  },
  {
    page: 'elementary/log1p',
    subject: 'logOfOnePlus',
    format: 'float16',
    verdict: 'unstable',
    algorithm: 'logarithm-of-sum',
    regions: [
      ['absolute', -2.384e-7, -9.727e-4],
      ['absolute', 2.98e-7, 1.945e-3],
    ],
  },
  {
    page: 'activation/gelu',
    subject: 'geluByErf',
    format: 'float32',
    verdict: 'unstable',
    algorithm: 'from-erf',
    regions: [['absolute', -3.666, -14.03]],
  },
  {
    page: 'activation/gelu',
    subject: 'geluByErf',
    format: 'float16',
    verdict: 'unstable',
    algorithm: 'from-erf',
    regions: [['absolute', -3.586, -4.852]],
  },
];

describe('a formula that loses its digits is told where, and by its name', () => {
  it.each(PLANTED)('$subject in $format', async (planted) => {
    const formula = UNSOUND[planted.subject];
    const formulas = planted.of ? { value: SOUND.tanh, derivative: formula } : { value: formula };
    const { verdict, findings, stability } = await stabilityOf(planted.page, planted.format, formulas);
    expect(verdict.kind === 'fail' ? verdict.why : verdict.kind).toBe(planted.verdict);
    expect(findings[0]!.computedAs?.map(({ id }) => id)).toContain(planted.algorithm);
    const four = (text: string) => Number(Number(text).toPrecision(4));
    expect(
      stability!.regions.map(({ class: name, from, to, open }) =>
        open === 'to' ? [name, four(from.decimal)] : [name, four(from.decimal), four(to.decimal)],
      ),
    ).toEqual(planted.regions);
  });
});

describe('a sound formula has no region', () => {
  const cases: [string, keyof typeof SOUND, (keyof typeof SOUND)?][] = [
    ['activation/sigmoid', 'sigmoid'],
    ['activation/softplus', 'softplus', 'sigmoid'],
    ['activation/log-sigmoid', 'logSigmoid'],
    ['activation/tanh', 'tanh', 'sechSquared'],
    ['elementary/exp', 'exp', 'exp'],
    ['elementary/expm1', 'expm1', 'exp'],
    ['elementary/log1p', 'log1p'],
    ['activation/gelu', 'gelu'],
    ['activation/relu', 'relu'],
    ['activation/relu6', 'relu6'],
  ];
  const formats: FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];
  it.each(cases)('%s', async (page, value, derivative) => {
    for (const format of formats) {
      const formulas = { value: SOUND[value], ...(derivative ? { derivative: SOUND[derivative] } : {}) };
      const { verdict, findings, stability } = await stabilityOf(page, format, formulas);
      expect([format, verdict, findings, stability!.regions]).toEqual([format, { kind: 'pass' }, [], []]);
    }
  });

  it('where it flushes subnormal numbers to zero and is known to', async () => {
    const { verdict } = await stabilityOf('activation/sigmoid', 'float32', { value: SOUND.sigmoid, flushes: true });
    expect(verdict).toEqual({ kind: 'pass' });
  });

  it('where it computes an accepted variant', async () => {
    const { verdict } = await stabilityOf('activation/hard-sigmoid', 'float32', { value: SOUND.hardSigmoidFifth });
    expect(verdict).toEqual({ kind: 'variant', name: 'slope-one-fifth' });
  });
});

describe('thresholds', () => {
  it('of the subject stand beside those of the exact result', async () => {
    const { stability, findings } = await stabilityOf('activation/softplus', 'float32', {
      value: UNSOUND.logOfOnePlusExp,
    });
    const [overflow, underflow] = stability!.thresholds;
    // ln of the largest float32, rounded up; softplus itself never overflows.
    expect([overflow!.event, overflow!.subject!.decimal, overflow!.exact]).toEqual([
      'overflow',
      '88.72283935546875',
      undefined,
    ]);
    // Half an ulp below 1 is 2^-25, and ln 2^-24 = -16.6: from there on 1 swallows the exponential. ln of half the smallest subnormal is -103.97.
    expect([underflow!.event, underflow!.subject!.decimal, underflow!.exact!.decimal]).toEqual([
      'underflow',
      '-16.63553237915039',
      '-103.97208404541016',
    ]);
    expect(findings[0]!.message).toContain('y is infinite from x = 88.72284 on; the exact result is finite everywhere');
  });

  it('of the exact result are those of its size where two terms leave the sign of its zero open', async () => {
    const formulas = { value: SOUND.gelu, derivative: SOUND.geluSlope };
    const { stability } = await stabilityOf('activation/gelu', 'float64', formulas);
    const slope = stability!.thresholds.filter(({ output }) => output === "y'");
    // |Phi(x) + x phi(x)| = 2^-1075 at x = -38.674766957173425 (mpmath, 400 bits).
    expect(slope.map(({ event, exact }) => [event, exact!.decimal])).toEqual([['underflow', '-38.67476695717343']]);
  });

  it('that both reach at the same float are no finding', async () => {
    const { stability, verdict } = await stabilityOf('elementary/exp', 'float32', { value: SOUND.exp });
    expect(verdict.kind).toBe('pass');
    expect(stability!.thresholds.map(({ subject, exact }) => subject!.decimal === exact!.decimal)).toEqual([
      true,
      true,
    ]);
  });
});

describe('a form to write instead', () => {
  it('is the accuracy form of the page', async () => {
    const { findings } = await stabilityOf('elementary/expm1', 'float32', { value: UNSOUND.expMinusOne });
    expect(findings[0]!.stable).toEqual(['f(x) = \\operatorname{expm1}(x)']);
  });

  it('is another one where that overflows in the format itself', async () => {
    const { findings } = await stabilityOf('activation/sigmoid', 'float32', { value: UNSOUND.halfTanh });
    expect(findings[0]!.stable?.[0]).toContain('cases');
  });

  it('is not the form that was found wanting', async () => {
    const { verdict, findings } = await stabilityOf('activation/silu', 'float32', { value: UNSOUND.siluByQuotient });
    expect(verdict).toMatchObject({ kind: 'unstable', region: expect.stringMatching(/^x from -88\.72284 to -10/) });
    expect(findings[0]!.stable ?? []).not.toContain('f(x) = \\frac{x}{1 + e^{-x}}');
  });
});
