import { describe, expect, it } from 'vitest';
import type { FormatName, Kernel } from '../../adapters/contract.ts';
import type { Verdict } from '../../reports/record.ts';
import type { CheckOutcome } from './check.ts';
import { checkScalar } from './check-scalar.ts';
import { checkScalarLaws } from './scalar-laws.ts';
import { checkSpecial } from './special.ts';
import { contextFor, pageNamed, scalarKernel } from './testing/plain-kernel.ts';

const judge = (
  page: string,
  of: 'value' | 'derivative',
  kernel: Kernel,
  format: FormatName = 'float32',
  sweep = false,
): Promise<CheckOutcome> => checkScalar(contextFor(kernel, format, sweep), pageNamed(page), of);

const alphaOf = (hyper: Readonly<Record<string, number>>): number => hyper.alpha!;
const leaky = scalarKernel(
  (x, hyper) => (x > 0 ? x : alphaOf(hyper) * x),
  (x, hyper) => (x > 0 ? 1 : alphaOf(hyper)),
);

const names = (verdict: Verdict): readonly string[] => (verdict.kind === 'mistake' ? verdict.names : []);

describe('an operator with hyper-parameters', () => {
  it.each(['float16', 'bfloat16', 'float32', 'float64'] as const)(
    'passes in %s when it listens to them',
    async (format) => {
      expect((await judge('activation/leaky-relu', 'value', leaky, format, format === 'float32')).verdict).toEqual({
        kind: 'pass',
      });
      expect((await judge('activation/leaky-relu', 'derivative', leaky, format)).verdict).toEqual({ kind: 'pass' });
    },
  );

  it('is a mistake when it has a value of its own, and the value is named', async () => {
    const deaf = scalarKernel((x) => (x > 0 ? x : 0.01 * x));
    const { verdict, findings } = await judge('activation/leaky-relu', 'value', deaf);
    expect(names(verdict)).toEqual(['default-alpha-paper']);
    expect(Object.keys(findings[0]!.counterexample!.input)).toEqual(['x', 'alpha']);
  });

  it('is asked for nothing but the value that a kernel has built in', async () => {
    const asked = new Set<number>();
    const fixed = scalarKernel(
      (x, hyper) => {
        asked.add(alphaOf(hyper));
        return x > 0 ? x : Math.expm1(x);
      },
      undefined,
      { alpha: 1 },
    );
    expect((await judge('activation/elu', 'value', fixed)).verdict).toEqual({ kind: 'pass' });
    expect([...asked]).toEqual([1]);
  });

  it('has its laws and limits judged with them', async () => {
    const context = contextFor(leaky);
    expect((await checkScalarLaws(context, pageNamed('activation/leaky-relu'))).verdict).toEqual({ kind: 'pass' });
    const mirrored = contextFor(scalarKernel((x, hyper) => (x > 0 ? x : -alphaOf(hyper) * x)));
    const broken = await checkScalarLaws(mirrored, pageNamed('activation/leaky-relu'));
    expect(broken.verdict).toEqual({ kind: 'fail', why: 'law' });
    expect(broken.findings[0]!.counterexample!.input).toHaveProperty('alpha');
    const flat = contextFor(scalarKernel((x) => (x > 0 ? x : Math.max(x, -1))));
    expect((await checkSpecial(flat, pageNamed('activation/leaky-relu'))).verdict).toMatchObject({ why: 'special' });
  });
});

describe('a wrong formula', () => {
  it('gets the name of the mistake that reproduces every case', async () => {
    const swapped = scalarKernel((x, hyper) => (x > 0 ? alphaOf(hyper) * x : x));
    const { verdict, findings } = await judge('activation/leaky-relu', 'value', swapped);
    expect(names(verdict)).toEqual(['branches-swapped']);
    expect(findings[0]!.diagnosis).toMatchObject({ kind: 'named' });
    expect(findings[0]!.diagnosis!.reproduced).toBe(findings[0]!.diagnosis!.cases);
  });

  it('gets no name where none fits', async () => {
    const bumpy = scalarKernel((x, hyper) => (x > 0 ? x : alphaOf(hyper) * x) + 1e-3 * Math.sin(x));
    const { verdict, findings } = await judge('activation/leaky-relu', 'value', bumpy);
    expect(verdict).toEqual({ kind: 'fail', why: 'accuracy' });
    expect(findings[0]!.diagnosis).toMatchObject({ kind: 'unnamed', hypotheses: [] });
  });

  it('that is an accepted variant is judged against the variant, laws and limits too', async () => {
    const slope = scalarKernel((x) => Math.max(0, Math.min(1, 0.2 * x + 0.5)));
    const page = pageNamed('activation/hard-sigmoid');
    const variant = { kind: 'variant', name: 'slope-one-fifth' };
    expect((await checkScalar(contextFor(slope, 'float64', false), page, 'value')).verdict).toEqual(variant);
    expect((await checkScalarLaws(contextFor(slope, 'float64'), page)).verdict).toEqual(variant);
    expect((await checkSpecial(contextFor(slope, 'float64'), page)).verdict).toEqual({ kind: 'pass' });
    const worse = scalarKernel((x) => Math.max(0, Math.min(1, 0.2 * x + 0.5)) + (x > 1 && x < 1.5 ? 1e-3 : 0));
    expect((await checkScalar(contextFor(worse, 'float64', true), page, 'value')).verdict.kind).toBe('fail');
  });

  it('is held at its limits to what the axis is held to: K ulp, and no more', async () => {
    const page = pageNamed('activation/softplus');
    const at = (ulps: number) =>
      scalarKernel((x) => {
        const y = Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
        return x === 0 ? Math.LN2 + ulps * 2 ** -53 : y;
      });
    const special = async (ulps: number) => (await checkSpecial(contextFor(at(ulps), 'float64'), page)).verdict;
    expect(await special(2)).toEqual({ kind: 'pass' });
    expect(await special(-3)).toEqual({ kind: 'pass' });
    expect(await special(64)).toEqual({ kind: 'fail', why: 'special' });
  });

  it('that is an accepted variant is excused from no limit that the variant leaves as it is', async () => {
    const page = pageNamed('activation/hard-sigmoid');
    const special = (value: (x: number) => number, derivative: (x: number) => number) =>
      checkSpecial(contextFor(scalarKernel(value, derivative), 'float32'), page);
    const value = (x: number): number => Math.max(0, Math.min(1, 0.2 * x + 0.5));
    const slope = (x: number): number => (Math.abs(x) < 2.5 ? 0.2 : 0);
    expect((await special(value, slope)).verdict).toEqual({ kind: 'variant', name: 'slope-one-fifth' });
    const broken = [
      await special((x) => (Number.isNaN(x) ? 0 : value(x)), slope),
      await special((x) => (x === Number.POSITIVE_INFINITY ? Number.NaN : value(x)), slope),
      await special((x) => (x === 0 ? 0.5 + 2 ** -20 : value(x)), slope),
      await special(value, (x) => (x === 0 ? 0.25 : slope(x))),
    ];
    for (const { verdict, findings } of broken) {
      expect(verdict).toEqual({ kind: 'fail', why: 'special' });
      expect(findings.length).toBeGreaterThan(0);
    }
  });

  it('is not made of another way to compute the same, however badly', async () => {
    // With alpha = 1 built in, alpha on the wrong term is the same function: what cancels is no mistake.
    const cancelling = scalarKernel((x) => (x > 0 ? x : Math.fround(Math.fround(Math.exp(x)) - 1)), undefined, {
      alpha: 1,
    });
    const { verdict, findings } = await judge('activation/elu', 'value', cancelling, 'float32', true);
    expect(verdict.kind).toBe('unstable');
    expect(findings[0]!.diagnosis).toBeUndefined();
  });
});

describe('a wrong derivative', () => {
  const value = (x: number): number => 1 / (1 + Math.exp(-x));
  const slope = (s: number): number => s * (1 - s);
  const derived = (f: (x: number) => number): Promise<CheckOutcome> =>
    judge('activation/sigmoid', 'derivative', scalarKernel(value, f), 'float64');

  it('passes when it is right', async () => {
    expect((await derived((x) => 1 / (2 + Math.exp(x) + Math.exp(-x)))).verdict).toEqual({ kind: 'pass' });
  });

  it('is told to be fed the input where the formula wants the output', async () => {
    expect(names((await derived((x) => slope(x))).verdict)).toEqual(['derivative-fed-input']);
  });

  it('is told to have lost a factor', async () => {
    const { verdict, findings } = await derived((x) => value(-x));
    expect(names(verdict)).toEqual(['derivative-factor-missing']);
    expect(findings[0]!.diagnosis!.subject).toHaveLength(1);
  });

  const negated = (x: number): number => -1 / (2 + Math.exp(x) + Math.exp(-x));

  it('of right values is told as a slip of its own', async () => {
    expect(names((await derived(negated)).verdict)).toEqual(['derivative-negated']);
  });

  it('of wrong values is told as the derivative of the listed mistake', async () => {
    const mirrored = scalarKernel((x) => value(-x), negated);
    const { verdict, findings } = await judge('activation/sigmoid', 'derivative', mirrored, 'float64');
    expect(names(verdict)).toEqual(['missing-minus']);
    expect(findings[0]!.diagnosis!.titles[0]![0]).toMatch(/^The derivative is the one of: /);
  });

  it('has no name where it is any other function', async () => {
    expect((await derived((x) => Math.cos(x))).verdict).toEqual({ kind: 'fail', why: 'accuracy' });
  });
});

describe('one scalar at every place', () => {
  const relu = (x: number): number => Math.max(0, x);

  it('is a fault of behaviour where one place gets a wrong answer', async () => {
    const tail = scalarKernel((x, _, { i, n }) => (i >= n - (n % 4) && n > 1 ? x : relu(x)));
    const { verdict, findings } = await judge('activation/relu', 'value', tail, 'float32', true);
    expect(verdict).toEqual({ kind: 'fail', why: 'behaviour' });
    expect(findings[0]!.diagnosis!.says).toContain('depends on where an element stands');
  });

  it('is a convention where every answer is accepted', async () => {
    const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
    const rounding = scalarKernel((x, _, { n }) => sigmoid(x) * (n > 1 ? 1 + 2 ** -23 : 1));
    const { verdict, conventions } = await judge('activation/sigmoid', 'value', rounding, 'float32', true);
    expect(verdict).toEqual({ kind: 'pass' });
    expect(conventions.join()).toContain('rounds differently alone and in vectors');
  });

  it('is no matter of places where the answer changes by itself', async () => {
    let calls = 0;
    const moody = scalarKernel((x) => relu(x) + (x > 0 && calls++ > 2000 ? 2 ** -20 : 0));
    const { verdict } = await judge('activation/relu', 'value', moody, 'float32', true);
    expect(verdict.kind).toBe('nondeterministic');
  });
});
