import { z } from 'zod';
import { numeral } from '../../reports/record.ts';

/** One finding that is known: it does not break a build as long as it stays exactly what it is. */
const expectation = z.strictObject({
  subject: z.string(),
  /** The subject's version when it was accepted; for the reader, never compared. */
  version: z.string(),
  check: z.string(),
  format: z.enum(['float16', 'bfloat16', 'float32', 'float64']),
  /** See signature.ts; compared letter for letter. */
  signature: z.string(),
  /** A literal case that shows it, so that it can be looked at without a run. */
  witness: z
    .strictObject({
      input: z.record(z.string(), z.array(numeral)),
      output: z.string(),
      element: z.number().int(),
      step: z.number().int().optional(),
      expected: numeral,
      got: numeral,
      replay: z.string(),
    })
    .optional(),
  /** Why it is accepted: for a person to fill in. */
  reason: z.string(),
});

const expectationsFile = z.strictObject({ schema: z.literal(1), expectations: z.array(expectation) });

export type Expectation = z.infer<typeof expectation>;

/**
 * Reads an expectations file.
 *
 * @throws SyntaxError with the place in the file and what stands there
 */
export function readExpectations(text: string): readonly Expectation[] {
  const read = expectationsFile.safeParse(JSON.parse(text));
  if (read.success) return read.data.expectations;
  const [issue] = read.error.issues;
  throw new SyntaxError(`${issue?.path.join('.') || 'the file'}: ${issue?.message ?? 'not an expectations file'}`);
}

const place = ({ subject, check, format }: Pick<Expectation, 'subject' | 'check' | 'format'>): string =>
  JSON.stringify([subject, check, format]);

/** Are both about one check of one subject in one format? */
export const samePlace = (
  a: Pick<Expectation, 'subject' | 'check' | 'format'>,
  b: Pick<Expectation, 'subject' | 'check' | 'format'>,
): boolean => place(a) === place(b);

/** The file's text: one order whatever the order of the run, so that a version control system shows what changed. */
export function writeExpectations(expectations: readonly Expectation[]): string {
  const sorted = [...expectations].sort((a, b) => (place(a) < place(b) ? -1 : 1));
  return `${JSON.stringify({ schema: 1, expectations: sorted }, null, 2)}\n`;
}
