import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Adapter, AdapterError, type AdapterFactory, type OpenOptions } from '../contract.ts';
import { startSubject } from './open-process.ts';
import { adapterError, ProcessFailure } from './process-failure.ts';

const EXTENSION = /\.py$/;

/** The helper exits with it where it cannot import NumPy, or what the file imports: another Python may have it. */
const MODULE_MISSING = 'exit code 97';

/** The interpreter that the user chose, or those that are there on most machines, the one on the PATH first. */
export function interpreters(env: NodeJS.ProcessEnv = process.env): readonly string[] {
  if (env.ASSAY_PYTHON !== undefined && env.ASSAY_PYTHON !== '') return [env.ASSAY_PYTHON];
  return process.platform === 'win32' ? ['python', 'py'] : ['python3', '/usr/bin/python3'];
}

/**
 * The Python helper, `assay_subject.py`: beside this file, or beside its source where this is the compiled file.
 * @throws AdapterError where the package lacks it
 */
export function pythonHelper(): string {
  const places = ['./python/', '../../../adapters/process/python/'];
  const paths = places.map((place) => fileURLToPath(new URL(`${place}assay_subject.py`, import.meta.url)));
  const path = paths.find(existsSync);
  if (path === undefined)
    throw new AdapterError('unavailable', 'the package holds no assay_subject.py; install it again');
  return path;
}

/**
 * Opens a Python file as a subject, through the helper that reads its names (`create`, `kernels`, `claims`, `format`).
 *
 * @throws AdapterError `unavailable` where there is no such file, or no Python that can import what it needs;
 * `not-a-subject`, `threw` or `exited` where importing it fails
 */
export async function openPython(subject: string, options: OpenOptions): Promise<Adapter> {
  if (!existsSync(subject)) throw new AdapterError('unavailable', `${subject}: there is no such file`);
  const helper = pythonHelper();
  const tried: string[] = [];
  for (const python of interpreters()) {
    try {
      const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
      return await startSubject(
        { subject, words: [python, helper, subject], env, details: { process: python } },
        options,
      );
    } catch (error) {
      if (!(error instanceof ProcessFailure)) throw error;
      const { fault, problem, detail } = error.failure;
      if (fault === 'unavailable') tried.push(`${python} is not there`);
      else if (problem.includes(MODULE_MISSING)) tried.push(detail?.split('\n').at(-1) ?? `${python} lacks a module`);
      else throw adapterError(`${subject}:`, error.failure);
    }
  }
  const advice = 'install NumPy and what the file imports, or name another interpreter in ASSAY_PYTHON';
  throw new AdapterError('unavailable', `${subject}: no Python could run it; ${advice} (${tried.join('; ')})`);
}

export const pythonFactory: AdapterFactory = {
  name: '<path to a Python file>',
  summary: 'a Python file with NumPy or PyTorch, in a process of its own (ASSAY_PYTHON names the interpreter)',
  matches: (subject) => EXTENSION.test(subject),
  open: openPython,
};
