import { defineConfig } from 'vitest/config';

/** `npm run browser`: the HTML report in Debian's Chromium, with axe-core. */
export default defineConfig({
  test: { include: ['test/html-report.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
