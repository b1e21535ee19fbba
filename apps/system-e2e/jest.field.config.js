const preset = require('../../jest.preset.js');

// What the product must stand in the field, and what takes too long for `npm test`: `npm run field`. One file at a time:
// several of them start whole fleets.
module.exports = {
  ...preset,
  displayName: 'field',
  rootDir: __dirname,
  testMatch: ['**/src/field/**/*.field-spec.ts'],
  testTimeout: 150_000,
  maxWorkers: 1,
};
