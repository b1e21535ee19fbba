const preset = require('../../jest.preset.js');

// Faults tried for real, with all their waiting: `npm run chaos`. One file at a time, since each watches the clock.
module.exports = {
  ...preset,
  displayName: 'chaos',
  rootDir: __dirname,
  testMatch: ['**/src/chaos/**/*.chaos-spec.ts'],
  testTimeout: 150_000,
  maxWorkers: 1,
};
