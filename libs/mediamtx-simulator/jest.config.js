module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'mediamtx-simulator',
  rootDir: __dirname,
  // The specs wait (refusals of 0–4 s, time-outs of 10 s) far more than they compute.
  maxWorkers: 3,
  // node-datachannel keeps threads of its own: after a test with WebRTC nothing else lets the process end.
  forceExit: true,
};
