const preset = require('../../jest.preset.js');

module.exports = {
  ...preset,
  preset: 'jest-preset-angular',
  testEnvironment: 'jsdom',
  displayName: 'frontend',
  rootDir: __dirname,
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  // Icons are text for the build, and so for the tests. The packages of messages are ES modules.
  transformIgnorePatterns: [
    'node_modules/(?!.*(\\.mjs$|lucide-static/icons/|@formatjs/|@jsverse/|intl-messageformat/|eventsource-parser/))',
  ],
  transform: {
    '^.+\\.(ts|mjs|js|html|svg)$': [
      'jest-preset-angular',
      { tsconfig: '<rootDir>/tsconfig.spec.json', stringifyContentPathRegex: '\\.(html|svg)$' },
    ],
  },
};
