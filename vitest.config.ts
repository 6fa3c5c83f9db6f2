/** Which tests run how: the quick ones side by side, then those that start processes and browsers, one file at a time. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // libSQL's native part would tell of every server that a test stops.
    env: { RUST_LOG: 'off' },
    projects: [
      {
        extends: true,
        test: {
          name: 'app',
          include: ['test/{server,shared}/**/*.test.ts'],
          testTimeout: 20_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'processes',
          include: ['test/{runtimes,web}/**/*.test.{ts,tsx}'],
          globalSetup: 'test/runtimes/set-up.js',
          maxWorkers: 1,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
