module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'mediamtx-simulator',
  rootDir: __dirname,
  // node-datachannel keeps threads of its own: after a test with WebRTC nothing else lets the process end.
  forceExit: true,
};
