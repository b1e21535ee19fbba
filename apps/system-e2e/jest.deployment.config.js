const preset = require('../../jest.preset.js');

// Deployment tests: installation, reverse proxies and fleets of servers (`npm run deployment`). One file at a time:
// several of them start whole fleets.
module.exports = {
  ...preset,
  displayName: 'deployment',
  rootDir: __dirname,
  testMatch: ['**/src/deployment/**/*.deployment-spec.ts'],
  testTimeout: 150_000,
  maxWorkers: 1,
};
