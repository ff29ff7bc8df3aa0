import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { activationDifference, atMinusInfinity, ordinaryDifference } from './plain-activations-comparison.ts';

interface WrongActivation {
  readonly file: string;
  readonly page: string;
  readonly format: readonly string[];
  readonly check: string;
  readonly expected: { readonly kind: string };
}

const here = new URL('.', import.meta.url);
const wrong: WrongActivation[] = JSON.parse(readFileSync(new URL('expected-activations.json', here), 'utf8'));
const load = (file: string) => import(new URL(file, here).href);

/** As in plain.test.ts; a wrong subject must be off by ten times what a sound one may be. */
const enough = (format: string) => (format === 'float32' ? 1e-4 : 1e-11);

describe('a wrong activation differs from the plain formula', () => {
  const of = (check: string) => wrong.filter((planted) => planted.check === check);
  it.each(of('value'))('$file in its values', async ({ file, page, format }) => {
    expect(activationDifference(await load(file), page, format[0]!).value).toBeGreaterThan(enough(format[0]!));
  });
  it.each(of('derivative'))('$file in its derivative, not in its values', async ({ file, page, format }) => {
    const { value, gradient } = activationDifference(await load(file), page, format[0]!);
    expect(value).toBeLessThan(enough(format[0]!));
    expect(gradient).toBeGreaterThan(enough(format[0]!));
  });
  it.each(of('special'))('$file at minus infinity only', async ({ file, page, format }) => {
    const subject = await load(file);
    expect(atMinusInfinity(subject, page)).toBeNaN();
    expect(activationDifference(subject, page, format[0]!).value).toBeLessThan(enough(format[0]!));
  });
});

describe('an unstable activation is the same mathematics', () => {
  const unstable = wrong.filter(
    ({ expected, page }) => expected.kind === 'unstable' && !/soft(max)|log-sum/.test(page),
  );
  it.each(unstable)('$file agrees at ordinary inputs', async ({ file, page, format }) => {
    expect(ordinaryDifference(await load(file), page, format[0]!)).toBeLessThan(enough(format[0]!));
  });
});
