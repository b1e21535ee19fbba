module.exports = { ...require('../../jest.preset.js'), displayName: 'media-agent', rootDir: __dirname };
