const preset = require('../../jest.preset.js');
const path = require('node:path');

// Real PostgreSQL: starts, crashes and refusals of clusters of the tests' own.
module.exports = {
  ...preset,
  displayName: 'embedded-database-int',
  rootDir: __dirname,
  testMatch: ['**/src/**/*.int.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  globalSetup: path.join(__dirname, 'src/jest-global-setup.ts'),
  globalTeardown: path.join(__dirname, 'src/jest-global-teardown.ts'),
  maxWorkers: 2,
};
