import { listSubjects } from '../adapters/registry.ts';

/** Backends that need no more than their name: not placeholders such as `<path to a module>`. */
export const builtinSubjects = (): string[] =>
  listSubjects()
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('<'));
