import { describe, expect, it } from 'vitest';
import type { FormatName } from '../../reference/formats/format.ts';
import { builtinPagesFolder, findPage, loadPages } from '../../spec/language/load-page.ts';
import { loadMpfr, MpfrField } from '../mpfr/field.ts';
import { roundBetween } from '../mpfr/round.ts';
import type { CrosscheckOutput } from '../output.ts';
import { OUTPUTS } from '../outputs.ts';
import { anyBits, FORMATS, logUniform, nearZero, nudge, snap } from './float.ts';
import { Random } from './random.ts';

const binding = await loadMpfr();
const field = new MpfrField(binding, 64);

/** Whether the number needs no rounding in the format. */
function belongs(x: number, format: FormatName): boolean {
  field.release();
  return Number.isFinite(x) && roundBetween(binding, field.number(x), format) === x;
}

const { pages } = loadPages([builtinPagesFolder()]);

/** Hyper-parameters and step numbers are any float64; inputs, parameters and states belong to the format. */
function isNumberOfFormat(output: CrosscheckOutput, name: string): boolean {
  const { symbols } = findPage(pages, output.page);
  const key = name.slice(0, name.indexOf('@'));
  const symbol = symbols.get(key);
  if (!symbol) throw new RangeError(`${output.name} draws ${key}, which the page does not declare`);
  return symbol.role !== 'hyper' && symbol.role !== 'time';
}

/** Fifty of each format of every output. */
const POINTS = 200;

describe('points', () => {
  for (const format of FORMATS) {
    it(`drawn for ${format} are finite numbers of it, and never -0`, () => {
      const random = new Random(7, format);
      const draws = [
        () => anyBits(random, format),
        () => logUniform(random, format, -160, 140),
        () => nearZero(random, format),
        () => nudge(snap(random.between(-100, 100), format), random.integer(-64, 64), format),
      ];
      const wrong = draws.flatMap((draw) =>
        Array.from({ length: 5000 }, draw).filter((x) => !belongs(x, format) || Object.is(x, -0)),
      );
      expect(wrong).toEqual([]);
    });
  }

  it('of every output hold numbers of their format, and the hand-written formula has a value there', () => {
    const wide = new MpfrField(binding, 256);
    const wrong: string[] = [];
    for (const output of OUTPUTS) {
      const random = new Random(3, output.name);
      for (let i = 0; i < POINTS; i++) {
        const format = FORMATS[i % 4]!;
        const point = output.draw(random, format);
        for (const [name, { shape, data }] of Object.entries(point.symbols)) {
          const size = shape.reduce((product, extent) => product * extent, 1);
          if (data.length !== size || (isNumberOfFormat(output, name) && !data.every((x) => belongs(x, format))))
            wrong.push(`${output.name} ${name} ${format} [${shape}] ${data}`);
        }
        wide.release();
        const value = point.formula(wide);
        if (binding.mpfr_lessequal_p(value.lower, value.upper) === 0) wrong.push(`${output.name} has no value`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('are the same for the same seed and output, and others for another', () => {
    const [first, second] = OUTPUTS;
    const draw = (seed: number, output = first!) => {
      const random = new Random(seed, output.name);
      return Array.from({ length: 20 }, () => output.draw(random, 'float32').symbols['x@0']!.data[0]);
    };
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1)).not.toEqual(draw(1, second));
  });
});
