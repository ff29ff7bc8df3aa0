import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { protocolJsonSchema } from './json-schema.ts';
import { VALUES } from './messages.ts';

describe('the published JSON Schema of the protocol', () => {
  it('is the one generated from the messages (after a change: npx tsx adapters/process/write-schema.ts)', () => {
    const published = JSON.parse(readFileSync(new URL('protocol.schema.json', import.meta.url), 'utf8'));
    expect(published).toEqual(JSON.parse(JSON.stringify(protocolJsonSchema())));
  });

  it('describes a request and a reply of each kind', () => {
    const text = JSON.stringify(protocolJsonSchema());
    for (const kind of Object.keys(VALUES)) {
      expect(text).toContain(`"const":"${kind}"`);
      expect(text).toContain(`the reply to a request of the kind ${kind}`);
    }
  });

  it('resolves every reference within itself', () => {
    const schema = protocolJsonSchema() as { $defs: Record<string, unknown> };
    for (const [, name] of JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]+)"/g)) {
      expect(Object.keys(schema.$defs)).toContain(name);
    }
  });
});
