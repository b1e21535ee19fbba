module.exports = { ...require('../../jest.preset.js'), displayName: 'rtsp-wire', rootDir: __dirname };
