import { FORMATS } from '../../reference/formats/format.ts';
import { didYouMean } from '../closest-names.ts';
import type { FormatName, Hyperparameters, PageInterface } from '../contract.ts';
import { describeValue, ModuleFailure } from './module-failure.ts';
import type { ModuleDescription } from './protocol.ts';

/** A scalar kernel; pages with hyper-parameters pass them as second argument. */
export type ScalarKernel = (x: number, hyper?: Hyperparameters) => unknown;
// biome-ignore lint/suspicious/noExplicitAny: the arguments depend on the page; results are checked when read
export type Callable = (...args: any[]) => unknown;

/** What a module offers for one page, as functions. */
export interface ModuleKernel {
  readonly value?: ScalarKernel;
  readonly derivative?: ScalarKernel;
  readonly forward?: Callable;
  readonly gradient?: Callable;
  readonly create?: Callable;
}

export interface LoadedModule {
  readonly description: ModuleDescription;
  readonly kernels: ReadonlyMap<string, ModuleKernel>;
}

const FORMAT_NAMES = Object.keys(FORMATS) as FormatName[];
const MEMBERS = ['claims', 'format', 'scalarFormat', 'create', 'kernels'];

const EXAMPLE =
  "write `export const claims = 'adamw'` with `export function create({ lr }) { return { step(theta, g) { ... } } }`, " +
  'or `export const kernels = { sigmoid: (x) => 1 / (1 + Math.exp(-x)) }`';

type Namespace = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Namespace =>
  value !== null && (typeof value === 'object' || typeof value === 'function');

/**
 * The namespace and, behind it, its default export: once for `export default { ... }`, once more where a loader wraps
 * the exports of a CommonJS module.
 */
function layersOf(namespace: Namespace): Namespace[] {
  const layers = [namespace];
  for (let next = namespace.default; isRecord(next) && layers.length < 3; next = next.default) layers.push(next);
  return layers;
}

/** A class whose instances have `step` becomes its own factory. */
function factoryOf(value: unknown): Callable | undefined {
  if (typeof value !== 'function') return undefined;
  const prototype: unknown = value.prototype;
  const isClass = /^class\b/.test(Function.prototype.toString.call(value));
  if (!isClass) return value as Callable;
  if (!isRecord(prototype) || typeof prototype.step !== 'function') {
    throw new ModuleFailure('not-a-subject', `exports the class ${value.name}, which has no method step(theta, g)`);
  }
  const Constructor = value as unknown as new (...args: unknown[]) => unknown;
  return (...args) => new Constructor(...args);
}

/** `create`, or the class that stands for it: the default export, or the only exported class with a `step`. */
function findFactory(layers: readonly Namespace[]): Callable | undefined {
  for (const layer of layers) {
    if (layer.create !== undefined) {
      const factory = factoryOf(layer.create);
      if (factory) return factory;
      throw new ModuleFailure(
        'not-a-subject',
        `exports ${describeValue(layer.create)} as \`create\`; make it a function`,
      );
    }
  }
  const hasStep = (value: unknown): boolean =>
    typeof value === 'function' && isRecord(value.prototype) && typeof value.prototype.step === 'function';
  const classes = [...new Set(layers.flatMap((layer) => [layer, ...Object.values(layer)]).filter(hasStep))];
  if (classes.length > 1) {
    const names = classes.map((each) => (each as { name: string }).name).join(', ');
    throw new ModuleFailure('not-a-subject', `exports several classes with step (${names}); export one as \`create\``);
  }
  return factoryOf(classes[0]);
}

function member(layers: readonly Namespace[], name: string): unknown {
  return layers.find((layer) => Object.hasOwn(layer, name) && layer[name] !== undefined)?.[name];
}

function listOf(value: unknown, name: string): string[] {
  const list = value === undefined ? [] : Array.isArray(value) ? value : [value];
  if (list.every((each): each is string => typeof each === 'string')) return list;
  throw new ModuleFailure(
    'not-a-subject',
    `exports ${describeValue(value)} as \`${name}\`; make it a string or a list of them`,
  );
}

function formatsOf(value: unknown, name: string): FormatName[] {
  return listOf(value, name).map((each) => {
    const format = FORMAT_NAMES.find((known) => known === each);
    if (format) return format;
    const problem = `exports \`${name}\` ${JSON.stringify(each)}; the formats are ${FORMAT_NAMES.join(', ')}`;
    throw new ModuleFailure('not-a-subject', problem);
  });
}

function pageNamed(name: string, where: string, pages: readonly PageInterface[]): PageInterface {
  const found = pages.filter((page) => page.id === name || page.id.split('/').at(-1) === name);
  if (found.length === 1) return found[0]!;
  const all = pages.flatMap((page) => [page.id, page.id.split('/').at(-1)!]);
  const problem =
    found.length > 1
      ? `names ${found.map((page) => page.id).join(' and ')} at once as \`${name}\` in \`${where}\`; write the whole id`
      : `names \`${name}\` in \`${where}\`, and no page is called so${didYouMean(name, all)}`;
  throw new ModuleFailure('not-a-subject', problem);
}

function kernelOf(value: unknown, page: PageInterface, name: string): ModuleKernel {
  const elementwise = page.kind === 'scalar' || page.kind === 'schedule';
  if (typeof value === 'function') {
    if (page.kind === 'stateful') return { create: factoryOf(value)! };
    return elementwise ? { value: value as ScalarKernel } : { forward: value as Callable };
  }
  const parts = ['value', 'derivative', 'forward', 'gradient', 'create'] as const;
  const shape = elementwise
    ? '{ value, derivative }'
    : page.kind === 'stateful'
      ? '{ create }'
      : '{ forward, gradient }';
  if (!isRecord(value)) {
    throw new ModuleFailure(
      'not-a-subject',
      `exports ${describeValue(value)} as kernels.${name}; make it a function or ${shape}`,
    );
  }
  const kernel: { -readonly [part in (typeof parts)[number]]?: Callable } = {};
  for (const part of parts) {
    const f = value[part];
    if (f === undefined) continue;
    if (typeof f !== 'function') {
      throw new ModuleFailure(
        'not-a-subject',
        `exports ${describeValue(f)} as kernels.${name}.${part}; make it a function`,
      );
    }
    if ((part === 'value' || part === 'derivative') && !elementwise) {
      const problem = `exports kernels.${name}.${part}, but ${page.id} is not elementwise; write ${shape}`;
      throw new ModuleFailure('not-a-subject', problem);
    }
    kernel[part] = part === 'create' ? factoryOf(f)! : (f as Callable);
  }
  if (Object.keys(kernel).length === 0) {
    const problem = `exports ${describeValue(value)} as kernels.${name}, where no part is known; write ${shape}`;
    throw new ModuleFailure('not-a-subject', problem);
  }
  return kernel;
}

/**
 * Reads the exports of a module as a subject.
 *
 * Without `claims`, a `create` stands for every optimizer page: the subject is matched against the family.
 * `scalarFormat` is float64 where every format is float64, since a number of JavaScript is one; else float32.
 *
 * @throws ModuleFailure `not-a-subject` saying which export to change
 */
export function readModule(namespace: Namespace, pages: readonly PageInterface[]): LoadedModule {
  const layers = layersOf(namespace);
  const claims = listOf(member(layers, 'claims'), 'claims').map((name) => pageNamed(name, 'claims', pages));
  const declared = formatsOf(member(layers, 'format'), 'format');
  const formats: FormatName[] = declared.length === 0 ? ['float64'] : declared;
  const [scalarFormat] = formatsOf(member(layers, 'scalarFormat'), 'scalarFormat');
  const kernels = new Map<string, ModuleKernel>();

  const table = member(layers, 'kernels');
  if (table !== undefined && !isRecord(table)) {
    throw new ModuleFailure(
      'not-a-subject',
      `exports ${describeValue(table)} as \`kernels\`; make it an object by page name`,
    );
  }
  for (const [name, value] of Object.entries(table ?? {})) {
    const page = pageNamed(name, 'kernels', pages);
    kernels.set(page.id, kernelOf(value, page, name));
  }

  const create = findFactory(layers);
  if (create) {
    const stateful = claims.filter((page) => page.kind === 'stateful');
    const family = pages.filter((page) => page.kind === 'stateful' && page.id.startsWith('optimizer/'));
    for (const page of claims.length > 0 ? stateful : family) kernels.set(page.id, { ...kernels.get(page.id), create });
  }

  if (kernels.size === 0) {
    const names = Object.keys(namespace).filter((name) => name !== 'default');
    const near = names.map((name) => didYouMean(name, MEMBERS)).find((text) => text !== '') ?? '';
    const exported = names.length === 0 ? 'nothing' : names.map((name) => `\`${name}\``).join(', ');
    const problem = create
      ? `claims ${claims.map((page) => page.id).join(', ')}, which keeps no state, but exports \`create\`; export \`kernels\``
      : `exports ${exported}, neither \`create\` nor \`kernels\`${near}; ${EXAMPLE}`;
    throw new ModuleFailure('not-a-subject', problem);
  }
  for (const page of claims) {
    if (kernels.has(page.id)) continue;
    throw new ModuleFailure('not-a-subject', `claims ${page.id} but exports no kernel for it; ${EXAMPLE}`);
  }

  const allDouble = formats.every((format) => format === 'float64');
  return {
    kernels,
    description: {
      claims: claims.map((page) => page.id),
      formats,
      scalarFormat: scalarFormat ?? (allDouble ? 'float64' : 'float32'),
      kernels: new Map(
        [...kernels].map(([id, kernel]) => [
          id,
          {
            forward: (kernel.value ?? kernel.forward) !== undefined,
            gradient: (kernel.derivative ?? kernel.gradient) !== undefined,
            create: kernel.create !== undefined,
          },
        ]),
      ),
    },
  };
}
