module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'mediamtx-simulator',
  rootDir: __dirname,
  // The specs wait (refusals of 0–4 s, time-outs of 10 s) far more than they compute.
  maxWorkers: 3,
};
