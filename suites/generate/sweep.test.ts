import { describe, expect, it } from 'vitest';
import { decodeHalf } from '../../reference/formats/bits.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { fromOrdered, toOrdered } from '../../reference/formats/ordered.ts';
import { roundNumber, roundRational } from '../../reference/formats/round.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { isInDomain } from './settings.ts';
import { sweepInputs } from './sweep.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const scalarPages = [...pages.values()].filter(({ kind }) => kind === 'scalar');
const gelu = pages.get('activation/gelu')!;
const FORMAT_NAMES: readonly FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];

/** All 65,536 patterns less the infinities and NaNs: 256 in bfloat16 (one exponent), 2,048 in float16. -0 is 0. */
const FINITE = { bfloat16: 65536 - 2 * 128 - 1, float16: 65536 - 2 * 1024 - 1 };

describe.each(FORMAT_NAMES)('the sweep in %s', (name) => {
  const format = FORMATS[name];
  const inputs = sweepInputs(gelu, name);
  const swept = new Set(inputs);

  it('holds values of the format only, finite, each once', () => {
    expect(swept.size).toBe(inputs.length);
    expect(inputs.every((x) => Number.isFinite(x) && Object.is(roundNumber(format, x), x))).toBe(true);
  });

  it('holds every finite 16-bit pattern that the format can hold: its own for float16, else bfloat16', () => {
    const source = name === 'float16' ? 'float16' : 'bfloat16';
    let patterns = 0;
    for (let bits = 0; bits < 65536; bits++) {
      const x = decodeHalf(FORMATS[source], bits);
      if (!Number.isFinite(x) || Object.is(x, -0)) continue;
      patterns++;
      if (!swept.has(x)) expect.fail(`${x} (pattern ${bits.toString(16)}) is missing`);
    }
    expect(patterns).toBe(FINITE[source]);
  });

  it('holds 64 values of the format on either side of every landmark', () => {
    for (const landmark of [...gelu.landmarks, ...gelu.kinks]) {
      const centre = toOrdered(format, roundRational(format, landmark));
      for (let k = -64n; k <= 64n; k++) expect(swept.has(fromOrdered(format, centre + k))).toBe(true);
    }
  });

  it('leaves no gap wider than a hundredth in [-20, 20], but where the format itself does', () => {
    const sorted = inputs.slice().sort();
    for (let i = 1; i < sorted.length; i++) {
      const [a, b] = [sorted[i - 1]!, sorted[i]!];
      if (a < -20 || b > 20 || b - a <= 0.01) continue;
      expect(toOrdered(format, b) - toOrdered(format, a)).toBeLessThanOrEqual(1n);
    }
  });

  it('mixes magnitudes and signs: neighbours in the tensor are seldom neighbours among the numbers', () => {
    let close = 0;
    for (let i = 1; i < inputs.length; i++) {
      const distance = toOrdered(format, inputs[i]!) - toOrdered(format, inputs[i - 1]!);
      if (distance >= -1n && distance <= 1n) close++;
    }
    expect(close / inputs.length).toBeLessThan(0.001);
  });
});

describe('every scalar page', () => {
  it('is swept at its own landmarks and kinks, and nowhere outside its domain', () => {
    for (const page of scalarPages) {
      const { domain } = page.symbols.get(page.call[0]!)!;
      const swept = new Set(sweepInputs(page, 'float32'));
      for (const landmark of [...page.landmarks, ...page.kinks]) {
        const x = roundRational(FORMATS.float32, landmark);
        expect(swept.has(x), `${page.id} at ${x}`).toBe(Number.isFinite(x) && isInDomain(x, domain));
      }
      for (const x of swept) if (!isInDomain(x, domain)) expect.fail(`${page.id} is swept at ${x}`);
      if (!domain.lower && !domain.upper) expect(swept.size).toBeGreaterThan(FINITE.bfloat16);
    }
  });

  it('is swept in a narrow format although some of its landmarks lie beyond', () => {
    const page = scalarPages.find(({ id }) => id === 'elementary/exp')!;
    const beyond = page.landmarks.filter((q) => !Number.isFinite(roundRational(FORMATS.float16, q)));
    expect(sweepInputs(page, 'float16').every(Number.isFinite)).toBe(true);
    expect(beyond.length).toBeLessThan(page.landmarks.length);
  });

  it('gets the same sweep each time', () => {
    expect(sweepInputs(gelu, 'float32')).toEqual(sweepInputs(gelu, 'float32'));
  });
});
