import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the build and the package are made of, besides what their manifests name. */
const MANIFESTS = ['package.json', '.npmrc', 'tsconfig.json', 'tsconfig.build.json'];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, unknown>>;
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

export const manifest = readJson(join(ROOT, 'package.json')) as Manifest;

/** Puts an installed package of the checkout into `project`, as installing it would. */
export function linkPackage(name: string, project: string): void {
  const place = join(project, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', name), place, 'dir');
}

/**
 * Builds and packs a copy of the sources, so that no `dist/` is left in the checkout, where the command would take it
 * for the sources.
 *
 * @returns the path of the tarball, within `folder`
 * @throws Error with what tsc or npm printed
 */
export function packCopy(folder: string): string {
  const { include } = readJson(join(ROOT, 'tsconfig.build.json')) as { readonly include: readonly string[] };
  for (const name of new Set([...MANIFESTS, ...include, ...manifest.files])) {
    const source = join(ROOT, name);
    if (name !== 'dist' && existsSync(source)) cpSync(source, join(folder, name), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  npm(['run', 'build'], folder);
  const [packed] = JSON.parse(npm(['pack', '--json'], folder)) as { readonly filename: string }[];
  return join(folder, packed!.filename);
}

/** Unpacks the tarball where `npm install` would put it, beside the dependencies that the package names. */
export function installTarball(tarball: string, project: string): string {
  const place = join(project, 'node_modules', manifest.name);
  mkdirSync(place, { recursive: true });
  execFileSync('tar', ['xzf', tarball, '-C', place, '--strip-components=1']);
  for (const name of Object.keys(manifest.dependencies)) linkPackage(name, project);
  return place;
}

function npm(words: readonly string[], folder: string): string {
  try {
    return execFileSync('npm', ['--offline', '--silent', ...words], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { readonly stdout: string; readonly stderr: string };
    throw new Error(`npm ${words.join(' ')} failed:\n${stdout}${stderr}`);
  }
}
