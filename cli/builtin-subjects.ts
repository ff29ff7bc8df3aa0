import { listSubjects } from '../adapters/registry.ts';

/** The oracle as a subject: it answers a thousand times slower than a backend, so it is judged only when it is named. */
const REFERENCE = 'reference';

/** Backends that need no more than their name: not placeholders such as `<path to a module>`. */
export const builtinSubjects = (): string[] =>
  listSubjects()
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('<') && name !== REFERENCE);
