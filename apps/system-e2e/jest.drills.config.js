const preset = require('../../jest.preset.js');

// Faults tried for real, with all their waiting: `npm run drills`. One file at a time, since each watches the clock.
module.exports = {
  ...preset,
  displayName: 'drills',
  rootDir: __dirname,
  testMatch: ['**/src/drills/**/*.e2e-spec.ts'],
  testTimeout: 150_000,
  maxWorkers: 1,
};
