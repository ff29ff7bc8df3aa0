import {
  accuracyClass,
  type CheckRecord,
  type ErrorProfile,
  type FindingRecord,
  type Numeral,
  type ResultRecord,
} from '../record.ts';
import { sampleFindings } from './sample-records.ts';

const PROPERTIES = ['value', 'derivative', 'special', 'stability', 'laws', 'position'] as const;

/** As many bins as a profile ever has, no two neighbours alike, so that nothing can be left out; seven classes. */
function profile(seed: number): ErrorProfile {
  const x = Array.from({ length: 203 }, (_, i) => (i - 101) ** 3 * 1.234e-3);
  return {
    x,
    ulp: x.map((_, i) => (i % 50 === 7 ? null : Number((((i * 37 + seed) % 91) / 3).toPrecision(2)))),
    class: x.map((_, i) => accuracyClass.options[i >> 5]!),
  };
}

const numeral = (decimal: string): Numeral => ({ decimal, bits: '0x7f800000' });

const specials = ['0', '-0', 'Infinity', '-Infinity', 'NaN'].flatMap((at) =>
  ['y', "y'"].map((output) => ({
    output,
    input: numeral(at),
    expected: numeral('0'),
    got: [numeral('0')],
    accepted: at !== 'NaN',
  })),
);

/**
 * A run of 25 operators with six checks each over four subjects: half of the checks of a function have a profile as
 * large as profiles get, one in seven has a finding.
 */
export function largeRun(): ResultRecord[] {
  const subjects = ['tfjs:cpu', 'tfjs:wasm', 'onnxruntime:cpu', './my-activations.ts'];
  const pages = Array.from({ length: 25 }, (_, i) => `activation/operator-${i + 1}`);
  const records: ResultRecord[] = pages.map((id) => ({
    type: 'page',
    id,
    title: `An operator called ${id}`,
    digest: 'ab12'.repeat(16),
    definition: ['f(x) = \\frac{x}{2} \\left(1 + \\operatorname{erf}\\left(\\frac{x}{\\sqrt{2}}\\right)\\right)'],
    derivative: ["f'(x) = \\Phi(x) + x \\frac{e^{-x^2/2}}{\\sqrt{2 \\pi}}"],
    sources: ['Hendrycks and Gimpel 2016, Gaussian Error Linear Units, section 2'],
  }));
  let n = 0;
  for (const subject of subjects) {
    for (const page of pages) {
      for (const property of PROPERTIES) {
        n += 1;
        const check = `${page}/${property}`;
        const id = `${subject}:${check}:float32`;
        const failing = n % 7 === 0;
        const finding: FindingRecord = { ...sampleFindings[n % 2]!, id, subject, check, page, format: 'float32' };
        const record: CheckRecord = {
          type: 'check',
          subject,
          check,
          page,
          format: 'float32',
          origin: 'native',
          verdict: failing ? finding.verdict : { kind: 'pass' },
          judged: 73_652,
          slow: 12,
          undecided: 0,
          classes: { rounded: 70_000, relative: 3_000, mixed: 652 },
          ...(finding.counterexample ? { worst: finding.counterexample } : {}),
          conventions: [],
          findings: failing ? [id] : [],
          bounds: [{ output: 'y', K: 49, derivation: '2 x div 5 + sqrt 6 + erfc 32 + mul 1' }],
          ...(property === 'value' || property === 'derivative' || property === 'stability'
            ? { profile: profile(n) }
            : {}),
          ...(property === 'special' ? { specials } : {}),
        };
        if (failing) records.push(finding);
        records.push(record);
      }
    }
  }
  return records;
}
