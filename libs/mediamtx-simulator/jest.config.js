module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'mediamtx-simulator',
  rootDir: __dirname,
};
