import { describe, expect, it } from 'vitest';
import { AdapterError, type FormatName, type Kernel } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { pack, unpack } from '../../reference/formats/storage.ts';
import type { CheckOutcome } from './check.ts';
import { checkTensor } from './check-tensor.ts';
import { contextFor, type Given, pageNamed, tensorKernel } from './testing/plain-kernel.ts';

const judge = (
  page: string,
  of: 'value' | 'derivative',
  kernel: Kernel,
  format: FormatName = 'float32',
): Promise<CheckOutcome> => checkTensor(contextFor(kernel, format), pageNamed(page), of);

interface Affine {
  readonly N: number;
  readonly I: number;
  readonly O: number;
}
const sizes = ({ shapes }: Given): Affine => ({ N: shapes[0]![0]!, I: shapes[0]![1]!, O: shapes[1]![0]! });

function affine(given: Given, weight: (o: number, i: number, s: Affine) => number) {
  const s = sizes(given);
  const [x, W, b] = given.values as [Float64Array, Float64Array, Float64Array];
  const values = Float64Array.from({ length: s.N * s.O }, (_, flat) => {
    const [n, o] = [Math.floor(flat / s.O), flat % s.O];
    let sum = b[o]!;
    for (let i = 0; i < s.I; i++) sum += x[n * s.I + i]! * W[weight(o, i, s)]!;
    return sum;
  });
  return { values, shape: [s.N, s.O] };
}

function affineGradient(given: Given, w: Float64Array) {
  const { N, I, O } = sizes(given);
  const [x, W] = given.values as [Float64Array, Float64Array];
  const dx = new Float64Array(N * I);
  const dW = new Float64Array(O * I);
  const db = new Float64Array(O);
  for (let n = 0; n < N; n++)
    for (let o = 0; o < O; o++) {
      const weight = w[n * O + o]!;
      db[o]! += weight;
      for (let i = 0; i < I; i++) {
        dx[n * I + i]! += weight * W[o * I + i]!;
        dW[o * I + i]! += weight * x[n * I + i]!;
      }
    }
  return { x: { values: dx, shape: [N, I] }, W: { values: dW, shape: [O, I] }, b: { values: db, shape: [O] } };
}

const rowMajor = (o: number, i: number, { I }: Affine): number => o * I + i;
const right = tensorKernel((given) => affine(given, rowMajor), affineGradient);

describe('an affine map', () => {
  it.each(['float16', 'bfloat16', 'float32', 'float64'] as const)(
    'passes in %s, gradients by every input too',
    async (format) => {
      expect((await judge('block/affine', 'value', right, format)).verdict).toEqual({ kind: 'pass' });
      expect((await judge('block/affine', 'derivative', right, format)).verdict).toEqual({ kind: 'pass' });
    },
  );

  it('passes where the loops start with a bias that is large beside every product, and fails if it is not quite that bias', async () => {
    // Among the inputs of this seed are a bias of -5 and fifteen products near 1e-12: it takes part in fifteen additions.
    const drawn = (kernel: Kernel): Promise<CheckOutcome> => {
      const context = contextFor(kernel, 'float64', false);
      const effort = { ...context.effort, seed: 48, runs: 14 };
      return checkTensor({ ...context, effort }, pageNamed('block/affine'), 'value');
    };
    expect((await drawn(right)).verdict).toEqual({ kind: 'pass' });
    const longer = ({ values: [x, W, b], shapes }: Given): Given => ({
      values: [x!, W!, b!.map((each) => each * (1 + 2 ** -44))],
      shapes,
    });
    const { verdict } = await drawn(tensorKernel((given) => affine(longer(given), rowMajor)));
    expect(verdict.kind).toBe('fail');
  });

  it('fails with transposed weights, on tensors shrunk to a few elements', async () => {
    const transposed = tensorKernel((given) => affine(given, (o, i, { O }) => i * O + o));
    const { verdict, findings } = await judge('block/affine', 'value', transposed);
    expect(['fail', 'mistake']).toContain(verdict.kind);
    const elements = findings[0]!.script!.join(' ').match(/-?\d+(\.\d+)?(?=[,\]])/g)!;
    expect(elements.length).toBeLessThan(24);
  });

  it('is a broken contract without the gradient by its bias', async () => {
    const forgetful = tensorKernel(
      (given) => affine(given, rowMajor),
      (given, w) => {
        const { x, W } = affineGradient(given, w);
        return { x, W };
      },
    );
    const asked = judge('block/affine', 'derivative', forgetful);
    await expect(asked).rejects.toThrowError(AdapterError);
    await expect(asked).rejects.toThrowError('but no b');
  });

  it('is told which gradient is wrong, and how', async () => {
    const negated = tensorKernel(
      (given) => affine(given, rowMajor),
      (given, w) => {
        const { x, W, b } = affineGradient(given, w);
        return { x, W, b: { ...b, values: b.values.map((each) => -each) } };
      },
    );
    const { verdict, findings } = await judge('block/affine', 'derivative', negated);
    expect(verdict).toEqual({ kind: 'mistake', names: ['derivative-negated'] });
    expect(findings.map(({ counterexample }) => counterexample!.output)).toEqual(["y' by b"]);
  });
});

describe('a sum over rows', () => {
  const logSumExp = (rows: (given: Given) => readonly number[]) =>
    tensorKernel((given) => ({ values: rows(given), shape: [given.shapes[0]![0]!] }));
  const stable = ({ values: [x], shapes }: Given): number[] => {
    const [R, C] = shapes[0] as [number, number];
    return Array.from({ length: R }, (_, k) => {
      const row = [...x!.slice(k * C, (k + 1) * C)];
      const top = Math.max(...row);
      const others = row.reduce((sum, each) => sum + Math.exp(each - top), 0) - 1;
      return top + Math.log1p(others);
    });
  };

  it.each(['float16', 'float32'] as const)('passes in %s although its output has another shape', async (format) => {
    expect((await judge('activation/log-sum-exp', 'value', logSumExp(stable), format)).verdict).toEqual({
      kind: 'pass',
    });
  });

  it('that overflows fails as such and gets no name', async () => {
    const naive = logSumExp(({ values: [x], shapes }) => {
      const [R, C] = shapes[0] as [number, number];
      return Array.from({ length: R }, (_, k) => {
        const row = [...x!.slice(k * C, (k + 1) * C)];
        return Math.fround(Math.log(row.reduce((sum, each) => Math.fround(sum + Math.fround(Math.exp(each))), 0)));
      });
    });
    const { verdict, findings } = await judge('activation/log-sum-exp', 'value', naive);
    expect(verdict.kind).toBe('fail');
    expect(findings[0]!.diagnosis).toBeUndefined();
  });
});

describe('a logarithm of probabilities', () => {
  const rowwise = (f: (x: number, top: number, sum: number) => number): Kernel =>
    tensorKernel(({ values: [x], shapes }) => {
      const n = shapes[0]![1]!;
      const values = x!.map((each, i) => {
        const row = x!.slice(i - (i % n), i - (i % n) + n);
        const top = Math.max(...row);
        return f(
          each,
          top,
          row.reduce((sum, other) => sum + Math.exp(other - top), 0),
        );
      });
      return { values, shape: shapes[0]! };
    });

  it.each(['float32', 'float64'] as const)('passes in %s by the shifted sum', async (format) => {
    const shifted = rowwise((x, top, sum) => x - top - Math.log(sum));
    expect((await judge('activation/log-softmax', 'value', shifted, format)).verdict).toEqual({ kind: 'pass' });
  });

  it('is infinite where it is taken of probabilities that underflow', async () => {
    const naive = rowwise((x, top, sum) => Math.log(Math.exp(x - top) / sum));
    const { verdict } = await judge('activation/log-softmax', 'value', naive, 'float64');
    expect(verdict).toEqual({ kind: 'fail', why: 'overflow' });
  });
});

describe('a gate', () => {
  const sigma = (x: number): number => 1 / (1 + Math.exp(-x));
  const gate = (f: (a: number, b: number) => number): Kernel =>
    tensorKernel(({ values: [a, b], shapes }) => ({ values: a!.map((each, i) => f(each, b![i]!)), shape: shapes[0]! }));

  it('passes with the gate on its second input', async () => {
    expect(
      (
        await judge(
          'activation/glu',
          'value',
          gate((a, b) => a * sigma(b)),
        )
      ).verdict,
    ).toEqual({ kind: 'pass' });
  });

  it('gets the name of its mistake with the gate on the first', async () => {
    const { verdict } = await judge(
      'activation/glu',
      'value',
      gate((a, b) => b * sigma(a)),
    );
    expect(verdict.kind).toBe('mistake');
  });
});

describe('an operator with several outputs', () => {
  type Clip = (a: Float64Array, b: Float64Array, c: number) => readonly [Float64Array, Float64Array];
  const clipKernel = (clip: Clip): Kernel => ({
    origin: 'native',
    formats: ['float32', 'float64'],
    forward: ([a, b], { hyper }) => {
      const format = FORMATS[a!.dtype];
      const [x, y] = [unpack(format, a!.data), unpack(format, b!.data)];
      const [clippedA, clippedB] = clip(x, y, hyper.maxNorm!);
      return {
        clippedA: { ...a!, data: pack(format, clippedA) },
        clippedB: { ...b!, data: pack(format, clippedB) },
      };
    },
  });
  const norm = (x: Float64Array): number => Math.hypot(...x);
  const shortened = (x: Float64Array, n: number, c: number): Float64Array => x.map((g) => (n <= c ? g : (g * c) / n));
  const global: Clip = (a, b, c) => {
    const n = Math.hypot(norm(a), norm(b));
    return [shortened(a, n, c), shortened(b, n, c)];
  };
  const clip = (one: Clip, format: FormatName = 'float64') =>
    judge('gradient/clip-by-global-norm', 'value', clipKernel(one), format);

  it('passes when every output is right', async () => {
    expect((await clip(global)).verdict).toEqual({ kind: 'pass' });
    expect((await clip(global, 'float32')).verdict).toEqual({ kind: 'pass' });
  });

  it('gets the name of a mistake in all outputs, and of one in a single output', async () => {
    const alone: Clip = (a, b, c) => [shortened(a, norm(a), c), shortened(b, norm(b), c)];
    const zeroSafe: Clip = (a, b, c) => (norm(a) === 0 || norm(b) === 0 ? global(a, b, c) : alone(a, b, c));
    expect((await clip(zeroSafe)).verdict).toEqual({ kind: 'mistake', names: ['each-by-its-own-norm'] });
    const first: Clip = (a, b, c) => [global(a, b, c)[0], b];
    expect((await clip(first)).verdict).toEqual({ kind: 'mistake', names: ['only-first-clipped'] });
  });

  it('gets no name that explains one output and not the other', async () => {
    const mixed: Clip = (a, b, c) => [shortened(a, norm(a), c), global(a, b, c)[1]];
    expect((await clip(mixed)).verdict).toEqual({ kind: 'fail', why: 'accuracy' });
  });

  it('is told as an accepted variant where PyTorch adds a millionth', async () => {
    const torch: Clip = (a, b, c) => {
      const factor = Math.min(1, c / (Math.hypot(norm(a), norm(b)) + 1e-6));
      return [a.map((g) => g * factor), b.map((g) => g * factor)];
    };
    expect((await clip(torch)).verdict).toEqual({ kind: 'variant', name: 'torch-epsilon' });
  });
});
