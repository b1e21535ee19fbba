module.exports = { ...require('../../jest.preset.js'), displayName: 'free-ports', rootDir: __dirname };
