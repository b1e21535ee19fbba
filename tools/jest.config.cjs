module.exports = {
  ...require('../jest.preset.js'),
  displayName: 'tools',
  rootDir: __dirname,
  testMatch: ['**/*.spec.ts'],
  testTimeout: 60_000,
};
