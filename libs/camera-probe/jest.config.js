module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'camera-probe',
  rootDir: __dirname,
  // DTO classes of the contracts need it.
  setupFiles: ['reflect-metadata'],
};
