import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pythonWith } from '../../adapters/process/testing/python-has.ts';
import { readResults } from '../../reports/ndjson-reader.ts';
import { installTarball, linkPackage, manifest, packCopy } from './pack-project.ts';

const repository = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** One name of each public entry; the vitest binding can only be imported by vitest. */
const ENTRIES: Readonly<Record<string, string>> = {
  './spec': 'loadPages',
  './reference': 'createOracle',
  './adapters': 'AdapterError',
  './suites': 'judge',
  './reports': 'terminalReport',
};

const CONSUMER = `
import type { Adapter } from 'dl-assay/adapters';
import { FORMATS } from 'dl-assay/reference';
import { readResults } from 'dl-assay/reports';
import { builtinPagesFolder, loadPages } from 'dl-assay/spec';
import { judge } from 'dl-assay/suites';
import { bindChecks } from 'dl-assay/vitest';

export const bits: number = FORMATS.float32.bits;
export const used = [readResults, judge, (adapter: Adapter) => adapter.subject];
const { pages } = loadPages([builtinPagesFolder()]);
// @ts-expect-error a name is no adapter
bindChecks({ adapter: 'relu', pages });
`;

const VITEST_FILE = `
import { builtinPagesFolder, loadPages } from 'dl-assay/spec';
import { bindChecks } from 'dl-assay/vitest';

const relu = (slope) => ({
  subject: slope === 0 ? 'sound' : 'leaky',
  provenance: { name: 'relu', version: '1', details: {} },
  scalarFormat: 'float32',
  claims: [],
  kernels: new Map([['activation/relu', {
    origin: 'native',
    formats: ['float32'],
    forward: ([x]) => ({ y: { ...x, data: x.data.map((each) => (each <= 0 ? slope * each : each)) } }),
  }]]),
  close: async () => {},
});
const { pages } = loadPages([builtinPagesFolder()]);
for (const slope of [0, 0.01]) bindChecks({ adapter: relu(slope), pages, checks: 'activation/relu/value' });
`;

describe('the packed package, installed in a project of its own', () => {
  let folder: string;
  let project: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-packed-'));
    const source = join(folder, 'source');
    project = join(folder, 'project');
    for (const each of [source, project]) mkdirSync(each);
    installTarball(packCopy(source), project);
    // What a user of the types and of the binding has; no backend, so that none can be needed.
    for (const each of ['@types/node', 'vitest']) linkPackage(each, project);
    writeFileSync(join(project, 'package.json'), '{ "name": "newcomer", "private": true, "type": "module" }\n');
    cpSync(repository('examples/adamw.ts'), join(project, 'my-adamw.ts'));
    cpSync(repository('examples/wrong-adamw.ts'), join(project, 'wrong-adamw.ts'));
  }, 300_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const node = (...words: readonly string[]) => spawnSync(process.execPath, words, { cwd: project, encoding: 'utf8' });
  const assay = (...words: readonly string[]) => node('node_modules/dl-assay/bin/assay.js', ...words);

  it('is the compiled code: no source is packed but the pages, the schemas and the side of Python', () => {
    const place = join(project, 'node_modules', 'dl-assay');
    expect(existsSync(join(place, 'dist', 'cli', 'main.js'))).toBe(true);
    for (const file of ['README.md', 'LICENSE', 'docs/terms.md', 'reports/schema/results.schema.json'])
      expect(existsSync(join(place, file)), file).toBe(true);
    for (const layer of ['cli', 'suites', 'reference', 'test'])
      expect(existsSync(join(place, layer)), layer).toBe(false);
    // What another language needs is text that no compiler touches.
    const foreign = readdirSync(join(place, 'adapters'), { recursive: true }).map(String);
    expect(foreign.filter((file) => /\.\w+$/.test(file)).sort()).toEqual([
      'process/protocol.schema.json',
      'process/python/assay_subject.py',
      'process/python/torch_optim.py',
    ]);
    const compiled = readdirSync(join(place, 'dist'), { recursive: true }).map(String);
    expect(compiled.filter((file) => /\.test\.|testing/.test(file))).toEqual([]);
  });

  it('tells its version', () => {
    expect(assay('--version')).toMatchObject({ status: 0, stdout: `${manifest.version}\n`, stderr: '' });
  });

  it('finds its pages, and lists a check of each family', () => {
    const { status, stdout } = assay('list');
    expect(status).toBe(0);
    for (const id of ['activation/softmax', 'normalization/batchnorm', 'optimizer/adamw', 'schedule/cosine-warmup'])
      expect(stdout).toContain(id);
  });

  it('passes a sound TypeScript module and names the mistake of a wrong one', () => {
    const { status, stdout } = assay('run', './my-adamw.ts', './wrong-adamw.ts');
    expect(stdout).toContain('"epsilon-inside-root"');
    expect(status).toBe(1);
    const { records } = readResults(readFileSync(join(project, 'conformance-report', 'results.ndjson'), 'utf8'));
    const verdicts = records.flatMap((each) =>
      each.type === 'check' && each.check === 'optimizer/adamw/step' ? [[each.subject, each.verdict.kind]] : [],
    );
    expect(verdicts).toEqual([
      ['./my-adamw.ts', 'pass'],
      ['./wrong-adamw.ts', 'mistake'],
    ]);
  });

  it('judges a Python file, where there is a Python with NumPy', ({ skip }) => {
    if (pythonWith('numpy') === undefined) skip('no Python with NumPy is on this machine');
    cpSync(repository('examples/wrong_adamw.py'), join(project, 'wrong_adamw.py'));
    const { status, stdout } = assay('run', './wrong_adamw.py', '--checks', 'optimizer/adamw/step');
    expect(stdout).toContain('"correction-in-place"');
    expect(status).toBe(1);
  });

  it('says of a backend that is not installed how to install it', () => {
    const { status, stdout } = assay('doctor', 'onnxruntime:cpu');
    expect(stdout).toContain('onnxruntime-node');
    expect(status).toBe(3);
  });

  it('evaluates a page', () => {
    expect(assay('eval', 'sigmoid', '--format', 'float32', '0')).toMatchObject({
      status: 0,
      stdout: 'y = 0.5 (0x3f000000)  exactly 0.5\n',
    });
  });

  it('proves its own pages', { timeout: 120_000 }, () => {
    const { status, stdout, stderr } = assay('check-spec');
    expect(stdout).toMatch(/\d+ pages: \d+ proved, \d+ checked, 0 refused/);
    expect({ status, stderr: stderr.replace(/^\d+\/\d+ .*$/gm, '').trim() }).toEqual({ status: 0, stderr: '' });
  });

  it.each(Object.entries(ENTRIES))('lets %s be imported, and it holds %s', (entry, name) => {
    const specifier = entry.replace('.', manifest.name);
    const { status, stdout, stderr } = node(
      '-p',
      `import('${specifier}').then((it) => console.log(typeof it.${name}))`,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('function');
  });

  it('publishes no entry that these tests do not open', () => {
    const code = Object.keys(manifest.exports).filter((entry) => !entry.endsWith('.json'));
    expect(code.sort()).toEqual([...Object.keys(ENTRIES), './vitest'].sort());
  });

  it('publishes the schema of the records', () => {
    const schema = "JSON.stringify(require('dl-assay/results.schema.json')).length > 1000";
    expect(node('--input-type=commonjs', '-p', schema).stdout).toBe('true\n');
  });

  it('types every entry', { timeout: 120_000 }, () => {
    writeFileSync(join(project, 'consumer.ts'), CONSUMER);
    const flags = '--noEmit --strict --skipLibCheck --module nodenext --target es2022 --types node'.split(' ');
    const { status, stdout } = node(repository('node_modules/typescript/bin/tsc'), ...flags, 'consumer.ts');
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('binds its checks to vitest: a sound kernel passes, a leaky one fails', { timeout: 120_000 }, () => {
    writeFileSync(join(project, 'relu.test.js'), VITEST_FILE);
    const { status, stdout } = node('node_modules/vitest/vitest.mjs', 'run', '--reporter=json');
    const { testResults } = JSON.parse(stdout) as {
      testResults: { assertionResults: { fullName: string; status: string }[] }[];
    };
    const outcomes = testResults[0]!.assertionResults.map((each) => [each.fullName, each.status]);
    expect(outcomes).toEqual([
      ['sound activation/relu/value', 'passed'],
      ['leaky activation/relu/value', 'failed'],
    ]);
    expect(status).toBe(1);
  });
});
