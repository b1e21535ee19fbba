module.exports = { ...require('../../jest.preset.js'), displayName: 'whep', rootDir: __dirname };
