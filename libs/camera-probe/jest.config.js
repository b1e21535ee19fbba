module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'camera-probe',
  rootDir: __dirname,
  // DTO classes of the contracts need it.
  setupFiles: ['reflect-metadata'],
  // The specs wait for the limits of a camera test ten times as long as they compute.
  maxWorkers: 4,
};
