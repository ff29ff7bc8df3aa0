import { z } from 'zod';
import { request, VALUES } from './messages.ts';

const replyTo = (kind: keyof typeof VALUES) =>
  z.object({ seq: z.string(), value: VALUES[kind] }).describe(`the reply to a request of the kind ${kind}`);

/** The published JSON Schema (draft 2020-12) of the lines between Assay and a subject in a process of its own. */
export function protocolJsonSchema(): Record<string, unknown> {
  const failed = z.object({
    seq: z.string(),
    error: z.object({ message: z.string(), fault: z.string().optional(), detail: z.string().optional() }),
  });
  const replies = (Object.keys(VALUES) as (keyof typeof VALUES)[]).map(replyTo);
  const messages = z.object({
    request,
    reply: z.union([failed.describe('the reply where there is no value'), ...replies]),
  });
  const { properties, $defs } = z.toJSONSchema(messages, { target: 'draft-2020-12' });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Assay subject protocol',
    description: 'One line between Assay and a subject that runs in a process of its own: a request or a reply.',
    anyOf: [{ $ref: '#/$defs/request' }, { $ref: '#/$defs/reply' }],
    $defs: { ...$defs, ...properties },
  };
}
