const preset = require('../../jest.preset.js');

// The system suite: API, browser and media together. One file at a time, it owns the ports.
module.exports = {
  ...preset,
  displayName: 'system-e2e',
  rootDir: __dirname,
  testMatch: ['**/src/**/*.e2e-spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  testTimeout: 120_000,
  maxWorkers: 1,
  setupFilesAfterEnv: ['<rootDir>/jest.second-try.js'],
  // A journey that failed may have left a camera running: that must not keep the whole run from ending.
  forceExit: true,
};
