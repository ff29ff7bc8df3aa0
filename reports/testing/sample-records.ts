import type { CheckRecord, Example, FindingRecord, ResultRecord, SubjectProvenance } from '../record.ts';

const wrongAdamw: SubjectProvenance = {
  subject: './examples/wrong-adamw.ts',
  name: 'wrong-adamw.ts',
  version: 'sha256:6b1f',
  details: { thread: 'worker' },
  scalarFormat: 'float64',
  claims: ['optimizer/adamw'],
};
const tfjs: SubjectProvenance = {
  subject: 'tfjs:cpu',
  name: '@tensorflow/tfjs',
  version: '4.22.0',
  details: { backend: 'cpu' },
  scalarFormat: 'float64',
  claims: [],
};
const node: SubjectProvenance = {
  subject: 'tfjs:node',
  name: '@tensorflow/tfjs-node-gpu',
  version: '',
  details: {},
  scalarFormat: 'float32',
  claims: [],
  unavailable: "Cannot find module 'tfjs_binding.node': the native library was not built",
};

export const smallSigmoid: Example = {
  input: { x: [{ bits: '0xc2b10000', decimal: '-88.5' }] },
  output: 'y',
  element: 0,
  expected: { bits: '0x0028aebd', decimal: '3.7362e-39' },
  got: { bits: '0x00000000', decimal: '0' },
  ulp: -2666173,
  score: 21329384.5,
  class: 'absolute',
};

const firstStep: Example = {
  input: {
    theta: [{ bits: '0x3ff0000000000000', decimal: '1' }],
    g: [
      { decimal: '1' },
      { decimal: '-2' },
      { decimal: '3' },
      { decimal: '-4' },
      { decimal: '5' },
      { decimal: '-6' },
      { decimal: '7' },
      { decimal: '-8' },
    ],
  },
  output: 'd',
  element: 0,
  step: 1,
  expected: { bits: '0x4008000000000000', decimal: '3' },
  got: { bits: '0x3ffbb67ae8584caa', decimal: '1.7320508075688772' },
  ulp: -2.855e15,
  score: 1.42e15,
  class: 'fail',
};

const check = (
  fields: Partial<CheckRecord> & Pick<CheckRecord, 'subject' | 'check' | 'page' | 'verdict'>,
): CheckRecord => ({
  type: 'check',
  format: 'float32',
  origin: 'native',
  judged: 66_000,
  slow: 12,
  undecided: 0,
  classes: { rounded: 65_000, relative: 1_000 },
  conventions: [],
  findings: [],
  ...fields,
});

/** One check of each verdict, as a run over three subjects would give them. */
export const sampleChecks: readonly CheckRecord[] = [
  check({
    subject: 'tfjs:cpu',
    check: 'activation/tanh/value',
    page: 'activation/tanh',
    verdict: { kind: 'pass' },
    worst: { ...smallSigmoid, ulp: 1.234567, score: 0.6, class: 'relative', got: { decimal: '3.7363e-39' } },
  }),
  check({
    subject: 'tfjs:cpu',
    check: 'activation/sigmoid/value',
    page: 'activation/sigmoid',
    verdict: { kind: 'unstable', class: 'absolute', region: 'x < -87.3', algorithm: '(1+tanh(x/2))/2' },
    classes: { rounded: 60_000, relative: 5_000, absolute: 1_000 },
    worst: smallSigmoid,
    findings: ['f1'],
  }),
  check({
    subject: 'tfjs:cpu',
    check: 'activation/gelu/value',
    page: 'activation/gelu',
    origin: 'composed',
    verdict: { kind: 'variant', name: 'gelu-tanh' },
    conventions: ['the tanh form stands for GELU'],
  }),
  check({
    subject: 'tfjs:cpu',
    check: 'normalization/batchnorm/step',
    page: 'normalization/batchnorm',
    verdict: { kind: 'unsupported', reason: 'no kernel for mode training' },
    judged: 0,
    classes: {},
  }),
  check({
    subject: './examples/wrong-adamw.ts',
    check: 'optimizer/adamw/step',
    page: 'optimizer/adamw',
    format: 'float64',
    verdict: { kind: 'mistake', names: ['epsilon-inside-root'] },
    classes: { fail: 512 },
    worst: firstStep,
    findings: ['f2'],
  }),
  check({
    subject: './examples/wrong-adamw.ts',
    check: 'optimizer/adamw/zero-gradient',
    page: 'optimizer/adamw',
    format: 'float64',
    verdict: { kind: 'fail', why: 'law' },
    findings: ['f3'],
  }),
  check({
    subject: './examples/wrong-adamw.ts',
    check: 'optimizer/adamw/interleaved',
    page: 'optimizer/adamw',
    format: 'float64',
    verdict: { kind: 'nondeterministic', spread: '3 ulp' },
  }),
  check({
    subject: './examples/wrong-adamw.ts',
    check: 'optimizer/adamw/long-run',
    page: 'optimizer/adamw',
    format: 'float64',
    verdict: { kind: 'error', fault: 'timeout', message: 'step 3 did not return within 1000 ms' },
  }),
  check({
    subject: './examples/wrong-adamw.ts',
    check: 'optimizer/adamw/published-defaults',
    page: 'optimizer/adamw',
    format: 'float16',
    verdict: { kind: 'inconclusive', why: 'only 41 % of the cases were informative' },
  }),
  check({
    subject: 'tfjs:node',
    check: 'activation/tanh/value',
    page: 'activation/tanh',
    verdict: { kind: 'unavailable', reason: node.unavailable! },
    judged: 0,
    classes: {},
  }),
];

const certificate: FindingRecord['certificate'] = {
  excluded: ['rounded', 'relative', 'mixed'],
  K: 14,
  derivation: 'exp 6 + add 1 + div 5 + neg 0',
  unitRoundoff: '2^-24',
  mixed: ['3.7361e-39', '3.7363e-39'],
  scale: '1',
  tier: 'bigint',
};

export const sampleFindings: readonly FindingRecord[] = [
  {
    type: 'finding',
    id: 'f1',
    subject: 'tfjs:cpu',
    check: 'activation/sigmoid/value',
    page: 'activation/sigmoid',
    format: 'float32',
    verdict: { kind: 'unstable', class: 'absolute', region: 'x < -87.3', algorithm: '(1+tanh(x/2))/2' },
    counterexample: smallSigmoid,
    certificate,
    replay: 'npx assay replay f1',
  },
  {
    type: 'finding',
    id: 'f2',
    subject: './examples/wrong-adamw.ts',
    check: 'optimizer/adamw/step',
    page: 'optimizer/adamw',
    format: 'float64',
    verdict: { kind: 'mistake', names: ['epsilon-inside-root'] },
    counterexample: firstStep,
    diagnosis: {
      kind: 'named',
      hypotheses: [['epsilon-inside-root']],
      titles: [['epsilon inside the square root']],
      reproduced: 512,
      cases: 512,
      breaks: {
        equation: 'd',
        latex: 'd_t = \\sqrt{\\hat{v}_t} + \\epsilon',
        step: 1,
        element: 0,
        holds: ['m', 'v', 'mHat', 'vHat'],
      },
      page: ['d_t = \\sqrt{\\hat{v}_t} + \\epsilon'],
      subject: ['d_t = \\sqrt{\\hat{v}_t + \\epsilon}'],
    },
    replay: 'npx assay replay f2',
    script: ['create {"lr":0.5,"epsilon":2}', 'step theta=[1] g=[1]'],
  },
  {
    type: 'finding',
    id: 'f3',
    subject: './examples/wrong-adamw.ts',
    check: 'optimizer/adamw/zero-gradient',
    page: 'optimizer/adamw',
    format: 'float64',
    verdict: { kind: 'fail', why: 'law' },
    message: 'with zero gradient and zero state theta must shrink by 1 - lr * weightDecay',
    diagnosis: {
      kind: 'unnamed',
      hypotheses: [],
      titles: [],
      reproduced: 0,
      cases: 64,
      page: [],
      subject: [],
      nearest: { hypothesis: ['coupled-decay'], reproduced: 12 },
    },
    replay: 'npx assay replay f3 --report ./a/rather/deep/folder/for/the/conformance-report/of/this/very/run',
  },
];

/** A complete and realistic run with every kind of verdict. */
export const sampleRecords: readonly ResultRecord[] = [
  {
    type: 'header',
    schema: 1,
    assay: '0.1.0',
    node: 'v20.20.2',
    command: 'assay run tfjs:cpu tfjs:node ./examples/wrong-adamw.ts',
    seed: 42,
    profile: 'standard',
    subjects: [tfjs, node, wrongAdamw],
  },
  {
    type: 'page',
    id: 'activation/sigmoid',
    title: 'Logistic sigmoid',
    digest: 'ab12',
    definition: ['\\sigma(x) = \\frac{1}{1 + e^{-x}}'],
    sources: ['Verhulst 1845'],
  },
  ...sampleChecks,
  ...sampleFindings,
  {
    type: 'footer',
    checks: sampleChecks.length,
    findings: sampleFindings.length,
    judged: 462_000,
    slow: 84,
    milliseconds: 12_345,
    exitCode: 1,
  },
];
