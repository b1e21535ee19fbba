module.exports = { ...require('../../jest.preset.js'), displayName: 'mediamtx', rootDir: __dirname };
