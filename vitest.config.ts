import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{spec,reference,adapters,suites,reports,cli,crosscheck,test}/**/*.test.ts'],
    // Builds and installs the package: `npm run packed`, which .ci/run calls.
    exclude: ['test/packed/**'],
    // Threads share a process with the native backends' own threads; forks keep a crash of one to itself.
    pool: 'forks',
    // The oracle and real backends are slow to start on a busy machine; a test's own deadlines are what it tests.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
