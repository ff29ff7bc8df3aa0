import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { differenceFromPlain } from './plain-comparison.ts';

interface Planted {
  readonly file: string;
  readonly format: readonly string[];
}
type Wrong = Planted & {
  readonly claims: string;
  readonly expected: { readonly kind: string; readonly says?: string };
  readonly patch?: null;
};
type Sound = Planted & { readonly page: string; readonly variant?: string };
type Lander = { readonly file: string; readonly page: string; readonly format: string; readonly class: string };

const here = new URL('.', import.meta.url);
const list = <T>(name: string): T[] => JSON.parse(readFileSync(new URL(name, here), 'utf8'));
const load = (file: string) => import(new URL(file, here).href);
const modulesUnder = (folder: string): string[] =>
  readdirSync(new URL(folder, here), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|py)$/.test(name))
    .map((name) => `${folder}/${name}`)
    .sort();

const wrong = list<Wrong>('expected.json');
const activations = list<Planted>('expected-activations.json');
const rules = list<Wrong>('expected-optimizers.json');
const rulesInTypescript = rules.filter(({ file }) => file.endsWith('.ts'));
const sound = list<Sound>('sound.json');
const classes = list<Lander>('classes.json');

/**
 * Single precision resolves 6e-8, and the cases have a condition of at most a few dozen; double 1e-16 likewise. The half
 * formats resolve 5e-4 and 4e-3, and an eighth of the scale is far less than what any mistake changes.
 */
const TOLERANCES: Readonly<Record<string, number>> = { float16: 1e-2, bfloat16: 8e-2, float32: 1e-5, float64: 1e-12 };
const tolerance = (format: string) => TOLERANCES[format]!;

describe('the lists of planted subjects', () => {
  it.each([
    ['wrong', [...wrong, ...activations, ...rules]],
    ['sound', sound],
    ['classes', classes],
  ] as const)('name every module under %s exactly once', (folder, entries) => {
    expect(entries.map((entry) => entry.file).sort()).toEqual(modulesUnder(folder));
  });

  it.each([...wrong, ...activations, ...rulesInTypescript, ...sound])(
    'give the formats that $file exports',
    async ({ file, format }) => {
      expect([(await load(file)).format].flat()).toEqual(format);
    },
  );

  it('say of every subject without a named patch that there is none', () => {
    for (const { patch, expected } of wrong) expect(patch === null).toBe(expected.kind === 'unnamed');
  });
});

describe('a sound subject agrees with the plain formula', () => {
  const cases = sound.flatMap(({ format, ...rest }) => format.map((each) => ({ ...rest, format: each })));
  it.each(cases)('$file in $format', async ({ file, page, format, variant }) => {
    expect(differenceFromPlain(await load(file), page, format, variant)).toBeLessThan(tolerance(format));
  });
});

describe('a wrong subject differs from the plain formula', () => {
  const cases = wrong.flatMap(({ file, claims, format }) => format.map((each) => ({ file, claims, format: each })));
  it.each(cases)('$file in $format', async ({ file, claims, format }) => {
    expect(differenceFromPlain(await load(file), claims, format)).toBeGreaterThan(10 * tolerance(format));
  });

  /** What the plain steps cannot show: they never restore a state, and their gradients are integers. */
  const UNSEEN: Readonly<Record<string, string>> = {
    'wrong/optimizer/sgd/gradient-to-three-decimals.ts': 'wrong from the fourth decimal on',
    'wrong/optimizer/rmsprop/denominator-never-below-a-tenth.ts': 'wrong where the denominator is small',
    'wrong/schedule/plateau-equal-counts-as-better.ts': 'wrong where the metric equals its target',
  };
  const isUnseen = ({ file, expected }: (typeof rules)[number]): boolean =>
    file in UNSEEN || expected.says === 'wrong after the state was restored';
  it.each(rulesInTypescript)('$file', async (rule) => {
    const difference = differenceFromPlain(await load(rule.file), rule.claims, rule.format[0]!);
    if (isUnseen(rule)) expect(difference).toBeLessThan(tolerance(rule.format[0]!));
    else expect(difference).toBeGreaterThan(10 * tolerance(rule.format[0]!));
  });
});

describe('a subject of each accuracy class', () => {
  const value = async (name: string, page: string, x: number): Promise<number> =>
    (await load(`classes/${name}.ts`)).kernels[page].value(Math.fround(x));
  const sigmoid = (x: number) => Math.exp(x) / (1 + Math.exp(x));
  const ulps = (got: number, exact: number) =>
    Math.abs(got - exact) / 2 ** (Math.floor(Math.log2(Math.abs(exact))) - 23);

  it('`rounded` is exact', async () => {
    for (const x of [-1, 0, 0.1, 3e38]) expect(await value('rounded', 'relu', x)).toBe(Math.fround(Math.max(0, x)));
  });
  it('`relative` is off by more than half and less than three ulp', async () => {
    const errors: number[] = [];
    for (let x = -80; x <= 8; x += 0.125) errors.push(ulps(await value('relative', 'sigmoid', x), sigmoid(x)));
    expect(Math.max(...errors)).toBeGreaterThan(0.6);
    expect(Math.max(...errors)).toBeLessThan(3);
  });
  it('`mixed` loses dozens of ulp in the tail, no more than a rounding of its input does', async () => {
    const gelu = (await import('./plain-formulas.ts')).scalarPages['activation/gelu']![0];
    const errors: { x: number; ulp: number }[] = [];
    for (let x = -12.9; x < -11; x += 0.07) {
      errors.push({ x, ulp: ulps(await value('mixed', 'gelu', x), gelu(Math.fround(x))) });
    }
    expect(Math.max(...errors.map(({ ulp }) => ulp))).toBeGreaterThan(48);
    for (const { x, ulp } of errors) expect(ulp).toBeLessThan(1 + 2 * x * x);
  });
  it('`absolute` is within 2^-23 of the sigmoid and loses its tail', async () => {
    for (let x = -30; x <= 30; x += 0.5) {
      expect(Math.abs((await value('absolute', 'sigmoid', x)) - sigmoid(x))).toBeLessThan(2 ** -23);
    }
    expect(await value('absolute', 'sigmoid', -30)).toBe(0);
  });
  it('`fail` is not even near', async () => {
    expect(Math.abs((await value('fail', 'sigmoid', 3)) - sigmoid(3))).toBeGreaterThan(0.05);
  });
  it('`overflow` is infinite where the exact result is finite', async () => {
    expect(await value('overflow', 'relu', 1e38)).toBe(Math.fround(1e38));
    expect(await value('overflow', 'relu', 2e38)).toBe(Infinity);
  });
  it('`nan` is no number where the exact result is one', async () => {
    expect(await value('nan', 'relu', 3)).toBe(3);
    expect(await value('nan', 'relu', -3)).toBe(0);
    expect(await value('nan', 'relu', 0)).toBeNaN();
  });
});

describe('the examples', () => {
  const example = (name: string) => import(new URL(`../../examples/${name}.ts`, here).href);

  it.each([
    ['adamw', 'optimizer/adamw'],
    ['my-batchnorm', 'normalization/batchnorm'],
  ])('%s agrees with the plain formula', async (name, page) => {
    expect(differenceFromPlain(await example(name), page, 'float64')).toBeLessThan(tolerance('float64'));
  });
  it('wrong-adamw differs from the plain formula', async () => {
    expect(differenceFromPlain(await example('wrong-adamw'), 'optimizer/adamw', 'float64')).toBeGreaterThan(1e-3);
  });
  it('unstable-sigmoid agrees where its digits survive', async () => {
    expect(differenceFromPlain(await example('unstable-sigmoid'), 'activation/sigmoid', 'float32')).toBeLessThan(1e-6);
  });
});
