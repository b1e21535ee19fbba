module.exports = { ...require('../../jest.preset.js'), displayName: 'camera-probe', rootDir: __dirname };
