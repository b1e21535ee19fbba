/**
 * Shared by every project's jest.config.js. SWC compiles (types are checked by the build), and projects of ours
 * resolve to their sources, so a test never runs against a stale build.
 */
const path = require('node:path');

const decorated = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};

module.exports = {
  testEnvironment: 'node',
  // A hanging test fails, and a machine that stalls for seconds fails none.
  testTimeout: 120_000,
  testMatch: ['**/src/**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '\\.int\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['/dist/'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'html'],
  transform: { '^.+\\.ts$': ['@swc/jest', decorated] },
  resolver: path.join(__dirname, 'tools/jest-resolve.cjs'),
  moduleNameMapper: {
    '^@ppf/(contracts|mediamtx|mediamtx-simulator|whep|sample-cameras|embedded-database|camera-probe|capacity|free-ports|rtsp-wire|testing)$':
      path.join(__dirname, 'libs/$1/src/index.ts'),
  },
};
