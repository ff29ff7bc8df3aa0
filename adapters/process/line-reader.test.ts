import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineReader } from './line-reader.ts';

function read(chunks: readonly Buffer[], limit = 1000) {
  const lines: string[] = [];
  const tooLong: string[] = [];
  const reader = new LineReader(
    limit,
    (line) => lines.push(line),
    (start) => tooLong.push(start),
  );
  for (const chunk of chunks) reader.push(chunk);
  return { lines, tooLong, rest: reader.rest };
}

describe('LineReader', () => {
  it('gives the same lines however the bytes are cut, also within a character', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', 'é', '€', '😀') });
    fc.assert(
      fc.property(text, fc.array(fc.nat(40)), (written, cuts) => {
        const bytes = Buffer.from(written, 'utf8');
        const chunks: Buffer[] = [];
        let from = 0;
        for (const cut of cuts) chunks.push(bytes.subarray(from, (from += cut)));
        chunks.push(bytes.subarray(from));
        const wanted = bytes.toString('utf8').split('\n');
        const { lines, rest } = read(chunks);
        expect([...lines, rest]).toEqual(wanted);
      }),
    );
  });

  it('takes the line breaks of Windows', () => {
    expect(read([Buffer.from('a\r\nb\r\n')]).lines).toEqual(['a', 'b']);
  });

  it('gives up at a line that is too long, once, with its beginning', () => {
    const { lines, tooLong, rest } = read(
      [Buffer.from('ok\nxxxx'), Buffer.from('yyyyyyyy'), Buffer.from('z\nok\n')],
      10,
    );
    expect(lines).toEqual(['ok']);
    expect(tooLong).toEqual(['xxxx']);
    expect(rest).toBe('');
  });
});
