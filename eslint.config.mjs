import js from '@eslint/js';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';
import { zones } from './tools/lint/floors.mjs';
import { literalText } from './tools/lint/literal-text.mjs';

/** The time limit of a test or hook as a number, where it is no longer than the default. A test has a title. */
const TIME_LIMIT = [
  'CallExpression[callee.name=/^(it|test)$/][arguments.0.type=/Literal/] > Literal.arguments[value<=120000]',
  'CallExpression[callee.name=/^(before|after)(All|Each)$/] > Literal.arguments[value<=120000]',
  'CallExpression[callee.callee.property.name="each"] > Literal.arguments[value<=120000]',
  'CallExpression[callee.object.name="jest"][callee.property.name="setTimeout"] > Literal.arguments[value<=120000]',
].join(', ');

const root = path.dirname(fileURLToPath(import.meta.url));

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '**/.angular/**',
      '.nx/**',
      'reports/**',
      'data/**',
      'tmp/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process',
          'console',
          'module',
          'require',
          '__dirname',
          'URL',
          'Buffer',
          'fetch',
          'setTimeout',
          'clearTimeout',
          'setInterval',
          'clearInterval',
          'performance',
          'AbortController',
          'AbortSignal',
          'structuredClone',
          'URLSearchParams',
          'TextDecoder',
          'TextEncoder',
          'setImmediate',
          'queueMicrotask',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // Nest and TypeORM read constructor parameter types at run time: an injected class must stay a value import.
    files: ['apps/backend/**/*.ts', 'libs/contracts/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // Command line programs.
    files: ['tools/src/**/*.ts', 'apps/bench/src/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['apps/frontend/**/*.ts'],
    extends: [...angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-class-suffix': 'off',
      '@angular-eslint/directive-class-suffix': 'off',
    },
  },
  {
    files: ['apps/frontend/**/*.html'],
    extends: [...angular.configs.templateRecommended, ...angular.configs.templateAccessibility],
  },
  {
    files: ['apps/frontend/src/app/**/*.html'],
    ignores: ['**/*.spec.ts/**'],
    plugins: { 'literal-text': literalText },
    rules: { 'literal-text/templates': 'error' },
  },
  {
    files: ['apps/frontend/src/app/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.harness.ts', '**/testing/**'],
    plugins: { 'literal-text': literalText },
    rules: { 'literal-text/code': 'error' },
  },
  {
    files: ['**/*.ts'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ project: path.join(root, 'tools/lint/tsconfig.json') }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: root, zones: zones(root) }],
      'import-x/no-cycle': ['error', { maxDepth: 6 }],
    },
  },
  {
    files: ['**/*.ts'],
    ignores: [
      '**/*spec.ts',
      '**/testing/**',
      'libs/mediamtx-simulator/src/conformance/**',
      'apps/system-e2e/**',
      'tools/lint/**',
    ],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: '@ppf/testing', message: 'Only specs and test helpers import it.' }] },
      ],
    },
  },
  {
    files: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: TIME_LIMIT,
          message: 'The time limit of jest.preset.js is as long. Shorter limits fail on a busy machine.',
        },
      ],
    },
  },
  prettier,
);
