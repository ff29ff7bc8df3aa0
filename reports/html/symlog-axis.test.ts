import { describe, expect, it } from 'vitest';
import { symlogAxis } from './symlog-axis.ts';

const FORMATS = [
  ['float16', 2 ** -24, 65504],
  ['bfloat16', 2 ** -133, 3.39e38],
  ['float32', 2 ** -149, 3.4028234663852886e38],
  ['float64', Number.MIN_VALUE, Number.MAX_VALUE],
] as const;

describe.each(FORMATS)('the axis of %s', (format, smallest, largest) => {
  const { place, ticks } = symlogAxis(format);
  const sizes = [smallest, 2 ** -13, 1 / 16, 1, 88.7, 1024, largest / 2, largest];

  it('rises with x from -1 to 1, the same on both sides of zero', () => {
    const places = [...sizes.map((x) => -x).reverse(), 0, ...sizes].map(place);
    for (let i = 1; i < places.length; i++) expect(places[i]!).toBeGreaterThan(places[i - 1]!);
    expect(places.map((at) => -at || 0).reverse()).toEqual(places.map((at) => at || 0));
    expect(place(largest)).toBeLessThanOrEqual(1);
    expect(place(largest)).toBeGreaterThan(0.99);
  });

  it('gives more than half of each side to what lies between 1/16 and 1024', () => {
    expect(place(1024) - place(1 / 16)).toBeGreaterThan(0.5);
  });

  it('has every tick within the format', () => {
    for (const tick of ticks) expect(Math.abs(tick)).toBeLessThanOrEqual(largest);
  });
});
