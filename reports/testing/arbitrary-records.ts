import fc from 'fast-check';
import { accuracyClass, type ResultRecord, type Verdict } from '../record.ts';

/** Any text, control characters, escape codes and wide letters included: subjects write some of it. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '\u001B[31mred\u001B[0m',
    '表示幅の広い文字列',
    'a|b`c',
    '$\\frac{',
    'e\u0301\u0302',
    '\\'.repeat(90),
  ),
  fc.string({ maxLength: 200 }),
);
const format = fc.constantFrom('float16', 'bfloat16', 'float32', 'float64');
const kind = fc.constantFrom(...accuracyClass.options);
const count = fc.nat();
const gateEntry = { subject: text, check: text, format, signature: text };
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const numeral = fc.record({ bits: text, decimal: text }, { requiredKeys: ['decimal'] });
const page = fc.constantFrom('activation/sigmoid', 'optimizer/adamw', '');
const subject = fc.oneof(fc.constantFrom('tfjs:cpu', './wrong.ts'), text);

export const anyVerdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.constant({ kind: 'pass' as const }),
  fc.record(
    { kind: fc.constant('unstable' as const), class: kind, region: text, algorithm: text },
    { requiredKeys: ['kind', 'class', 'region'] },
  ),
  fc.record({ kind: fc.constant('variant' as const), name: text }),
  fc.record({ kind: fc.constant('mistake' as const), names: fc.array(text, { maxLength: 3 }) }),
  fc.record({
    kind: fc.constant('fail' as const),
    why: fc.constantFrom('accuracy', 'overflow', 'nan', 'law', 'special', 'behaviour'),
  }),
  fc.record({ kind: fc.constant('unsupported' as const), reason: text }),
  fc.record({ kind: fc.constant('unavailable' as const), reason: text }),
  fc.record({ kind: fc.constant('nondeterministic' as const), spread: text }),
  fc.record({ kind: fc.constant('error' as const), fault: text, message: text }),
  fc.record({ kind: fc.constant('inconclusive' as const), why: text }),
);

const example = fc.record(
  {
    input: fc.dictionary(text, fc.array(numeral, { maxLength: 9 }), { maxKeys: 3 }),
    output: text,
    element: count,
    step: count,
    expected: numeral,
    got: numeral,
    ulp: fc.option(number),
    score: fc.option(number),
    class: kind,
  },
  { requiredKeys: ['input', 'output', 'element', 'expected', 'got', 'ulp', 'score', 'class'] },
);

const certificate = fc.record(
  {
    excluded: fc.array(kind),
    K: number,
    derivation: text,
    unitRoundoff: text,
    mixed: fc.tuple(text, text),
    scale: text,
    tier: text,
  },
  { requiredKeys: ['excluded', 'K', 'derivation', 'unitRoundoff', 'tier'] },
);

const names = fc.array(fc.array(text, { maxLength: 2 }), { maxLength: 3 });
const diagnosis = fc.record(
  {
    kind: fc.constantFrom('named', 'equal', 'not-separated', 'unnamed', 'behaviour'),
    hypotheses: names,
    titles: names,
    reproduced: count,
    cases: count,
    breaks: fc.record(
      { equation: text, latex: text, step: count, element: count, holds: fc.array(text, { maxLength: 4 }) },
      { requiredKeys: ['equation', 'latex', 'holds'] },
    ),
    page: fc.array(text, { maxLength: 3 }),
    subject: fc.array(text, { maxLength: 3 }),
    nearest: fc.record({ hypothesis: fc.array(text, { maxLength: 2 }), reproduced: count }),
    says: text,
  },
  { requiredKeys: ['kind', 'hypotheses', 'titles', 'reproduced', 'cases', 'page', 'subject'] },
);

const errorProfile = fc
  .array(fc.tuple(number, fc.option(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })), kind), {
    maxLength: 9,
  })
  .map((bins) => ({ x: bins.map(([x]) => x), ulp: bins.map(([, ulp]) => ulp), class: bins.map((bin) => bin[2]) }));

const specialResult = fc.record({
  output: text,
  input: numeral,
  expected: numeral,
  got: fc.array(numeral, { maxLength: 2 }),
  accepted: fc.boolean(),
});

const stability = fc.record({
  regions: fc.array(
    fc.record(
      { output: text, class: kind, from: numeral, to: numeral, open: fc.constantFrom('from', 'to', 'both') },
      { requiredKeys: ['output', 'class', 'from', 'to'] },
    ),
    { maxLength: 2 },
  ),
  thresholds: fc.array(
    fc.record(
      {
        output: text,
        event: fc.constantFrom('overflow', 'underflow', 'nan'),
        side: fc.constantFrom('negative', 'positive'),
        subject: numeral,
        exact: numeral,
      },
      { requiredKeys: ['output', 'event', 'side'] },
    ),
    { maxLength: 2 },
  ),
});

const anyRecord: fc.Arbitrary<ResultRecord> = fc.oneof(
  fc.record({
    type: fc.constant('header' as const),
    schema: fc.constant(1 as const),
    assay: text,
    node: text,
    command: text,
    seed: fc.integer(),
    profile: fc.constantFrom('standard', 'strict'),
    subjects: fc.array(
      fc.record(
        {
          subject,
          name: text,
          version: text,
          details: fc.dictionary(text, text, { maxKeys: 2 }),
          scalarFormat: format,
          claims: fc.array(text, { maxLength: 2 }),
          unavailable: text,
        },
        { requiredKeys: ['subject', 'name', 'version', 'details', 'scalarFormat', 'claims'] },
      ),
      { maxLength: 14 },
    ),
  }),
  fc.record(
    {
      type: fc.constant('page' as const),
      id: page,
      title: text,
      digest: text,
      definition: fc.array(text, { maxLength: 3 }),
      sources: fc.array(text, { maxLength: 3 }),
      derivative: fc.array(text, { maxLength: 2 }),
    },
    { requiredKeys: ['type', 'id', 'title', 'digest', 'definition', 'sources'] },
  ),
  fc.record(
    {
      type: fc.constant('check' as const),
      subject,
      check: text,
      page,
      format,
      origin: fc.constantFrom('native', 'composed'),
      verdict: anyVerdict,
      judged: count,
      slow: count,
      undecided: count,
      classes: fc.dictionary(kind, count, { maxKeys: 3 }),
      worst: example,
      conventions: fc.array(text, { maxLength: 2 }),
      findings: fc.array(text, { maxLength: 2 }),
      bounds: fc.array(fc.record({ output: text, K: number, derivation: text }), { maxLength: 2 }),
      profile: errorProfile,
      specials: fc.array(specialResult, { maxLength: 3 }),
      stability,
    },
    {
      requiredKeys: [
        'type',
        'subject',
        'check',
        'page',
        'format',
        'origin',
        'verdict',
        'judged',
        'slow',
        'undecided',
        'classes',
        'conventions',
        'findings',
      ],
    },
  ),
  fc.record(
    {
      type: fc.constant('finding' as const),
      id: text,
      subject,
      check: text,
      page,
      format,
      verdict: anyVerdict,
      counterexample: example,
      certificate,
      diagnosis,
      replay: text,
      script: fc.array(text, { maxLength: 3 }),
      computedAs: fc.array(fc.record({ id: text, title: text, latex: fc.array(text, { maxLength: 2 }) }), {
        maxLength: 2,
      }),
      stable: fc.array(text, { maxLength: 2 }),
      message: text,
    },
    { requiredKeys: ['type', 'id', 'subject', 'check', 'page', 'format', 'verdict', 'replay'] },
  ),
  fc.record(
    {
      type: fc.constant('footer' as const),
      checks: count,
      findings: count,
      judged: count,
      slow: count,
      milliseconds: count,
      exitCode: fc.integer({ min: 0, max: 4 }),
      incomplete: text,
      gate: fc.record({
        file: text,
        expected: fc.array(fc.record({ ...gateEntry, reason: text }), { maxLength: 2 }),
        fresh: fc.array(fc.record(gateEntry), { maxLength: 2 }),
        stale: fc.array(fc.record({ ...gateEntry, reason: text, now: text }), { maxLength: 2 }),
        notAsked: count,
      }),
    },
    { requiredKeys: ['type', 'checks', 'findings', 'judged', 'slow', 'milliseconds', 'exitCode'] },
  ),
);

/** Any sequence of valid records, in any order: headers may be missing, footers may come twice. */
export const anyRecords: fc.Arbitrary<ResultRecord[]> = fc.array(anyRecord, { maxLength: 25 });
