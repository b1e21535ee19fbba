module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'backend',
  rootDir: __dirname,
  setupFiles: ['reflect-metadata'],
  // One spec waits for 20 s.
  maxWorkers: 2,
};
