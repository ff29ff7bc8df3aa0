import { spawnSync } from 'node:child_process';
import { interpreters } from '../open-python.ts';

/** The first of the usual interpreters that has a module; looked for without importing it, since PyTorch takes seconds. */
export const pythonWith = (module: string): string | undefined =>
  interpreters().find(
    (python) =>
      spawnSync(python, ['-c', `import importlib.util as u, sys; sys.exit(u.find_spec('${module}') is None)`])
        .status === 0,
  );
