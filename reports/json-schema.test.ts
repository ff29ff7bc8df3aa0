import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resultsJsonSchema } from './json-schema.ts';

describe('the published JSON Schema', () => {
  it('is the one generated from the record types (after a change: npx tsx reports/schema/write-schema.ts)', () => {
    const published = JSON.parse(readFileSync(new URL('schema/results.schema.json', import.meta.url), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(resultsJsonSchema())));
  });

  it('names the five kinds of records', () => {
    expect(JSON.stringify(resultsJsonSchema())).toMatch(
      /"const":"header".*"const":"page".*"const":"check".*"const":"finding".*"const":"footer"/,
    );
  });
});
