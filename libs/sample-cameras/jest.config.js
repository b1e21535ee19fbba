module.exports = { ...require('../../jest.preset.js'), displayName: 'sample-cameras', rootDir: __dirname };
