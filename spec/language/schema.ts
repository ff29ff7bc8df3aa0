import { z } from 'zod';
import { parseDomain } from './domain.ts';
import { rationalFromDecimal } from './rational.ts';

/**
 * The front matter of a page. Every scalar arrives as the text that the author wrote (YAML's own number type would
 * round 0.1 and lose the sign of -0), so numbers are read here, exactly.
 */

function readable<T>(read: (text: string) => T) {
  return z.string().transform((text, context): T => {
    try {
      return read(text);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  });
}

const key = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9]*$/, 'a key is one ASCII word: letters and digits, beginning with a letter');
const patchId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens');
const pageId = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'a page id is "family/name" in lower case, such as "activation/sigmoid"');
const decimal = readable(rationalFromDecimal);
const wholeNumber = readable((text) => {
  if (!/^-?\d+$/.test(text)) throw new SyntaxError(`"${text}" is not an integer`);
  return Number(text);
});
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

const symbol = z.strictObject({
  latex: z.string().min(1),
  role: z.enum(['input', 'parameter', 'state', 'local', 'hyper', 'time', 'output']),
  shape: z.array(z.string()).optional(),
  elementwise: flag.optional(),
  domain: readable(parseDomain).optional(),
  initial: decimal.optional(),
  of: z.array(key).optional(),
  defaults: z.record(z.string(), decimal).optional(),
  from: wholeNumber.optional(),
  note: z.string().optional(),
});

const limit = z.strictObject({
  output: z.string().regex(/^[A-Za-z][A-Za-z0-9]*'?$/, "an output key, with ' for its derivative"),
  at: z.string().regex(/^([+-]0|[+-]inf|nan|-?[\d.]+(e-?\d+)?)$/, 'write +0, -0, +inf, -inf, nan or a decimal'),
  value: z.string().min(1),
});

export const frontMatter = z.strictObject({
  id: pageId,
  title: z.string().min(1),
  kind: z.enum(['scalar', 'tensor', 'stateful', 'schedule']),
  base: z
    .strictObject({ page: pageId, patches: z.array(patchId).default([]), drop: z.array(key).default([]) })
    .optional(),
  symbols: z.record(key, symbol).default({}),
  indices: z.record(z.string(), z.string()).default({}),
  call: z.array(key).optional(),
  landmarks: z.array(decimal).default([]),
  kinks: z.array(decimal).default([]),
  limits: z.array(limit).default([]),
  scale: z.record(z.string(), z.string()).default({}),
  facts: z.record(z.string(), z.strictObject({ value: z.string(), source: z.string().optional() })).default({}),
  sources: z.array(z.strictObject({ id: z.string(), title: z.string(), where: z.string().optional() })).default([]),
  cites: z
    .array(
      z.strictObject({
        document: z.string().regex(/^\d{3}$/),
        latex: z.string(),
        is: z.string(),
        names: z.record(z.string(), key).optional(),
        gives: key.optional(),
        mode: z.string().optional(),
        when: z.string().optional(),
      }),
    )
    .default([]),
});

export type FrontMatter = z.infer<typeof frontMatter>;
