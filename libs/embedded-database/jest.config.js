module.exports = { ...require('../../jest.preset.js'), displayName: 'embedded-database', rootDir: __dirname };
