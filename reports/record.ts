import { z } from 'zod';

/**
 * The result records: one JSON object a line in `results.ndjson`. Every report is a pure function of them, so they
 * carry what a report needs of a page (title, formulas) and nothing in them is prose that a reader must parse.
 * A file without a footer is truncated.
 */

const format = z.enum(['float16', 'bfloat16', 'float32', 'float64']);

/** One number, exactly (`bits`, hexadecimal) and readably (`decimal`, or `NaN`, `Infinity`). */
export const numeral = z.object({ bits: z.string().optional(), decimal: z.string() });

export const provenance = z.object({
  subject: z.string(),
  name: z.string(),
  version: z.string(),
  details: z.record(z.string(), z.string()),
  scalarFormat: format,
  claims: z.array(z.string()),
  /** Why it could not be judged at all; absent when it was opened. */
  unavailable: z.string().optional(),
});

/** Accuracy classes, best first; `uninformative` proves nothing, `fail` is in no class. */
export const accuracyClass = z.enum([
  'rounded',
  'relative',
  'mixed',
  'absolute',
  'uninformative',
  'overflow',
  'nan',
  'fail',
]);

/** What was excluded to reach a verdict, and with which constants. */
export const certificate = z.object({
  /** Classes that the value is proved not to be in. */
  excluded: z.array(accuracyClass),
  /** The constant of the classes, in units of u (see docs/terms.md). */
  K: z.number(),
  /** Where K comes from, one term a primitive: `exp 6 + add 1 + div 5`. */
  derivation: z.string(),
  unitRoundoff: z.string(),
  /** Bounds of the `mixed` class at this input, as decimals. */
  mixed: z.tuple([z.string(), z.string()]).optional(),
  scale: z.string().optional(),
  /** Tier that decided: exact, float64, bigint or decimal. */
  tier: z.string(),
});

export const diagnosis = z.object({
  kind: z.enum(['named', 'equal', 'not-separated', 'unnamed', 'behaviour']),
  /** Ids of the patches in the answer: one hypothesis is a list, several are equals or not separated. */
  hypotheses: z.array(z.array(z.string())),
  /** Titles of the same, for people. */
  titles: z.array(z.array(z.string())),
  reproduced: z.number().int(),
  cases: z.number().int(),
  /** The first equation that does not hold, with where. */
  breaks: z
    .object({
      equation: z.string(),
      latex: z.string(),
      step: z.number().int().optional(),
      element: z.number().int().optional(),
      holds: z.array(z.string()),
    })
    .optional(),
  /** The formula of the page, and the one that the subject was found to compute. */
  page: z.array(z.string()),
  subject: z.array(z.string()),
  /** Where no name fits: the closest hypothesis and how many cases it reproduces. */
  nearest: z.object({ hypothesis: z.array(z.string()), reproduced: z.number().int() }).optional(),
  /** For a behaviour: the sentence. */
  says: z.string().optional(),
});

export const verdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pass') }),
  z.object({
    kind: z.literal('unstable'),
    class: accuracyClass,
    region: z.string(),
    algorithm: z.string().optional(),
  }),
  z.object({ kind: z.literal('variant'), name: z.string() }),
  z.object({ kind: z.literal('mistake'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('fail'), why: z.enum(['accuracy', 'overflow', 'nan', 'law', 'special', 'behaviour']) }),
  z.object({ kind: z.literal('unsupported'), reason: z.string() }),
  z.object({ kind: z.literal('unavailable'), reason: z.string() }),
  z.object({ kind: z.literal('nondeterministic'), spread: z.string() }),
  z.object({ kind: z.literal('error'), fault: z.string(), message: z.string() }),
  z.object({ kind: z.literal('inconclusive'), why: z.string() }),
]);

/** One judged value, with everything needed to judge it again. */
export const example = z.object({
  /** By page key; a vector lists its elements. */
  input: z.record(z.string(), z.array(numeral)),
  /** The output (or state slot) in question, and the element within it. */
  output: z.string(),
  element: z.number().int(),
  step: z.number().int().optional(),
  expected: numeral,
  got: numeral,
  /** Signed error in ulp of the exact value; null where there is none, or none that a float64 holds. */
  ulp: z.number().nullable(),
  /** The K that the `mixed` class would have needed, in units of u; null where not computed. */
  score: z.number().nullable(),
  class: accuracyClass,
});

/** A way to compute an output that a page writes down, and that the subject was found to take. */
export const computedAlgorithm = z.object({ id: z.string(), title: z.string(), latex: z.array(z.string()) });

/** A stretch of the axis, both ends values of the format, where a scalar function leaves the sound classes. */
export const stabilityRegion = z.object({
  output: z.string(),
  class: accuracyClass,
  from: numeral,
  to: numeral,
  /** Does it go on to the largest finite input, or to zero? Else the next value beyond that end is sound. */
  open: z.enum(['from', 'to', 'both']).optional(),
});

/**
 * Where, going from 0 outwards, a scalar function first becomes infinite, zero or NaN: in the subject, and in exact
 * arithmetic rounded once. Absent where it never does on that side.
 */
export const stabilityThreshold = z.object({
  output: z.string(),
  event: z.enum(['overflow', 'underflow', 'nan']),
  side: z.enum(['negative', 'positive']),
  subject: numeral.optional(),
  exact: numeral.optional(),
});

export const stability = z.object({
  regions: z.array(stabilityRegion),
  thresholds: z.array(stabilityThreshold),
});

export const headerRecord = z.object({
  type: z.literal('header'),
  schema: z.literal(1),
  assay: z.string(),
  node: z.string(),
  command: z.string(),
  seed: z.number().int(),
  profile: z.string(),
  subjects: z.array(provenance),
});

export const pageRecord = z.object({
  type: z.literal('page'),
  id: z.string(),
  title: z.string(),
  digest: z.string(),
  /** Display formulas of the definition, as LaTeX. */
  definition: z.array(z.string()),
  sources: z.array(z.string()),
  /** Display formulas of the derivatives, as LaTeX. */
  derivative: z.array(z.string()).optional(),
});

/**
 * The error of a scalar function over its axis, decimated: the worst value of each bin, in the order of x. Between two
 * neighbours that are alike nothing differs from them.
 */
export const errorProfile = z.object({
  /** Inputs, to four significant digits: for placing, not for computing. */
  x: z.array(z.number()),
  /** Size of the error in ulp of the exact value, to two significant digits, below 0.01 as 0; null where it is not finite. */
  ulp: z.array(z.number().nullable()),
  class: z.array(accuracyClass),
});

/** One input of a promised limit: what the page says, and what came alone and among ordinary values. */
export const specialResult = z.object({
  output: z.string(),
  input: numeral,
  expected: numeral,
  /** One answer where both agree bit for bit. */
  got: z.array(numeral),
  accepted: z.boolean(),
});

/** The constant K that the classes of one output were judged with, and where it comes from. */
export const errorBound = z.object({ output: z.string(), K: z.number(), derivation: z.string() });

export const checkRecord = z.object({
  type: z.literal('check'),
  subject: z.string(),
  check: z.string(),
  page: z.string(),
  format,
  origin: z.enum(['native', 'composed']),
  verdict,
  /** Values judged, how many of them by a slow tier, and how they fell into classes. */
  judged: z.number().int(),
  slow: z.number().int(),
  undecided: z.number().int(),
  classes: z.partialRecord(accuracyClass, z.number().int()),
  worst: example.optional(),
  /** Conventions inferred (`momentum is a decay`, `value at the kink 0: 0`), one sentence each. */
  conventions: z.array(z.string()),
  /** Ids of the findings of this check. */
  findings: z.array(z.string()),
  /** Absent where nothing was judged against a formula. */
  bounds: z.array(errorBound).optional(),
  profile: errorProfile.optional(),
  specials: z.array(specialResult).optional(),
  stability: stability.optional(),
});

export const findingRecord = z.object({
  type: z.literal('finding'),
  id: z.string(),
  subject: z.string(),
  check: z.string(),
  page: z.string(),
  format,
  verdict,
  /** The smallest counterexample found. */
  counterexample: example.optional(),
  certificate: certificate.optional(),
  diagnosis: diagnosis.optional(),
  /** One command that shows it again. */
  replay: z.string(),
  /** The literal script of a stateful counterexample, as commands in order. */
  script: z.array(z.string()).optional(),
  /** Algorithms of the page, emulated, that explain every wrong value; several where the cases do not tell them apart. */
  computedAs: z.array(computedAlgorithm).optional(),
  /** The page's numerically sound form of the same, as LaTeX. */
  stable: z.array(z.string()).optional(),
  message: z.string().optional(),
});

const gateEntry = z.object({ subject: z.string(), check: z.string(), format, signature: z.string() });

/** A run compared with an expectations file. */
export const gate = z.object({
  file: z.string(),
  /** Findings that are as the file has them; with the reason that it gives. */
  expected: z.array(gateEntry.extend({ reason: z.string() })),
  /** Findings that the file does not have. */
  fresh: z.array(gateEntry),
  /** Expectations that are no longer true, with what is seen in their place. */
  stale: z.array(gateEntry.extend({ reason: z.string(), now: z.string() })),
  /** Expectations about checks that this run did not ask or could not answer. */
  notAsked: z.number().int(),
});

export const footerRecord = z.object({
  type: z.literal('footer'),
  checks: z.number().int(),
  findings: z.number().int(),
  judged: z.number().int(),
  slow: z.number().int(),
  milliseconds: z.number().int(),
  exitCode: z.number().int(),
  /** Set when a run ended early: what was not judged. */
  incomplete: z.string().optional(),
  /** Set where an expectations file was compared with. */
  gate: gate.optional(),
});

export const record = z.discriminatedUnion('type', [
  headerRecord,
  pageRecord,
  checkRecord,
  findingRecord,
  footerRecord,
]);

export type Numeral = z.infer<typeof numeral>;
export type SubjectProvenance = z.infer<typeof provenance>;
export type AccuracyClass = z.infer<typeof accuracyClass>;
export type Certificate = z.infer<typeof certificate>;
export type Diagnosis = z.infer<typeof diagnosis>;
export type Verdict = z.infer<typeof verdict>;
export type Example = z.infer<typeof example>;
export type ErrorProfile = z.infer<typeof errorProfile>;
export type SpecialResult = z.infer<typeof specialResult>;
export type ErrorBound = z.infer<typeof errorBound>;
export type ComputedAlgorithm = z.infer<typeof computedAlgorithm>;
export type StabilityRegion = z.infer<typeof stabilityRegion>;
export type StabilityThreshold = z.infer<typeof stabilityThreshold>;
export type Stability = z.infer<typeof stability>;
export type HeaderRecord = z.infer<typeof headerRecord>;
export type PageRecord = z.infer<typeof pageRecord>;
export type CheckRecord = z.infer<typeof checkRecord>;
export type FindingRecord = z.infer<typeof findingRecord>;
export type Gate = z.infer<typeof gate>;
export type FooterRecord = z.infer<typeof footerRecord>;
export type ResultRecord = z.infer<typeof record>;
