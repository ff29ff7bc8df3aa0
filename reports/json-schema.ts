import { z } from 'zod';
import { record } from './record.ts';

/** The published JSON Schema (draft 2020-12) of one line of `results.ndjson`, generated from the zod schema. */
export function resultsJsonSchema(): Record<string, unknown> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Assay result record',
    description: 'One line of results.ndjson: a header, the pages, checks and findings, and a footer.',
    ...z.toJSONSchema(record, { target: 'draft-2020-12' }),
  };
}
