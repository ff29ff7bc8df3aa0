/** Writes `protocol.schema.json` again after a change of `messages.ts`: `npx tsx adapters/process/write-schema.ts`. */
import { writeFileSync } from 'node:fs';
import { protocolJsonSchema } from './json-schema.ts';

writeFileSync(new URL('protocol.schema.json', import.meta.url), `${JSON.stringify(protocolJsonSchema(), null, 2)}\n`);
