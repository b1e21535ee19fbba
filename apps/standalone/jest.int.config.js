const preset = require('../../jest.preset.js');
const path = require('node:path');

// Integration tests: a real PostgreSQL, one cluster a run, one database a spec file.
module.exports = {
  ...preset,
  displayName: 'standalone-int',
  rootDir: __dirname,
  testMatch: ['**/src/**/*.int.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  globalSetup: path.join(__dirname, '../../libs/embedded-database/src/jest-global-setup.ts'),
  globalTeardown: path.join(__dirname, '../../libs/embedded-database/src/jest-global-teardown.ts'),
  maxWorkers: 2,
};
