/** Writes `results.schema.json` again after a change of `record.ts`: `npx tsx reports/schema/write-schema.ts`. */
import { writeFileSync } from 'node:fs';
import { resultsJsonSchema } from '../json-schema.ts';

writeFileSync(new URL('results.schema.json', import.meta.url), `${JSON.stringify(resultsJsonSchema(), null, 2)}\n`);
