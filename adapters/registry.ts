import { existsSync } from 'node:fs';
import { didYouMean } from './closest-names.ts';
import type { Adapter, AdapterFactory, OpenOptions } from './contract.ts';
import { moduleFactory } from './module/open-module.ts';
import { onnxruntimeFactory } from './onnxruntime/onnxruntime.ts';
import { commandFactory } from './process/open-process.ts';
import { pythonFactory } from './process/open-python.ts';
import { referenceFactory } from './reference/reference.ts';
import { tfjsFactories } from './tfjs/tfjs.ts';

/** In the order in which `assay list` shows them. Paths and command lines come last, the others are names. */
const factories: readonly AdapterFactory[] = [
  ...tfjsFactories,
  onnxruntimeFactory,
  referenceFactory,
  moduleFactory,
  pythonFactory,
  commandFactory,
];

/** Kinds of subjects that are files. */
const files: readonly AdapterFactory[] = [moduleFactory, pythonFactory];

/** A name that stands for no subject: a mistake of the user, not of a subject. */
export class UnknownSubject extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnknownSubject';
  }
}

/** What can be judged, one entry a kind: its name, or `<path to a module>`, and a sentence about it. */
export function listSubjects(): readonly Pick<AdapterFactory, 'name' | 'summary'>[] {
  return factories.map(({ name, summary }) => ({ name, summary }));
}

/**
 * Opens a subject by its name or path.
 *
 * @throws UnknownSubject for a name that no adapter knows or a path where nothing is, with the nearest names
 * @throws AdapterError where the subject is known but cannot be loaded
 */
export async function openSubject(name: string, options: OpenOptions): Promise<Adapter> {
  const factory = factories.find(({ matches }) => matches(name));
  if (factory === undefined) {
    const names = factories.map((each) => each.name).filter((each) => !each.startsWith('<'));
    const near = didYouMean(name, names);
    const hint = near === '' ? `; the subjects are ${names.join(', ')}, or the path of a module (./my-adamw.ts)` : near;
    throw new UnknownSubject(`unknown ${/[/\\.]/.test(name) ? 'subject' : 'backend'} \`${name}\`${hint}`);
  }
  if (files.includes(factory) && !existsSync(name)) {
    throw new UnknownSubject(`there is no file \`${name}\` here (${process.cwd()})`);
  }
  return factory.open(name, options);
}
