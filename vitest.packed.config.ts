import { defineConfig } from 'vitest/config';

/** `npm run packed`: the built package, installed in an empty project. Apart from `npm test`, because it compiles. */
export default defineConfig({
  test: { include: ['test/packed/**/*.test.ts'], pool: 'forks', testTimeout: 300_000, hookTimeout: 300_000 },
});
