import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{spec,reference,adapters,suites,reports,cli,crosscheck,test}/**/*.test.ts'],
    // What builds and installs the package (`npm run packed`) or needs a browser (`npm run browser`); .ci/run calls both.
    exclude: ['test/packed/**', 'test/html-report.test.ts'],
    // Threads share a process with the native backends' own threads; forks keep a crash of one to itself.
    pool: 'forks',
    // Most of the time of a small test file is importing what it tests. Nothing here changes a module's state, so files
    // may share a process. (vitest leaves one processor free by itself, which on two is half of the machine.)
    isolate: false,
    maxWorkers: '100%',
    // The oracle and real backends are slow to start on a busy machine; a test's own deadlines are what it tests.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
