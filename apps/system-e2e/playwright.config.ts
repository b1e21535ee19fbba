import { defineConfig } from '@playwright/test';
import path from 'node:path';
import type { ProjectOptions } from './src/journeys/fixtures';
import { findMediaMtx, inJwtMode, SIMULATOR, type Target } from './src/world/target';

const reports = path.resolve(__dirname, '../../reports');
const real = findMediaMtx() ?? 'No MediaMTX: set MEDIAMTX_BIN or put mediamtx on the PATH.';
const jwtOf = (target: Target | string): Target | string =>
  typeof target === 'string'
    ? target
    : (inJwtMode(target) ?? `MediaMTX ${target.version} is too old for JWT mode.`);
/** Journeys of the guides' commands. They run once: with MediaMTX where there is one. */
const guides = typeof real === 'string' ? [] : ['**/alerts.journey.ts', '**/integrator.journey.ts'];
/** In JWT mode only viewing and publishing differ. SYSTEM_SUITE_JWT=whole runs everything. */
const jwtJourneys =
  process.env['SYSTEM_SUITE_JWT'] === 'whole'
    ? '**/*.journey.ts'
    : ['target', 'watching', 'access', 'other-players'].map((name) => `**/${name}.journey.ts`);

/** The only journey of a project without a media server: it is skipped, with the reason. */
const UNAVAILABLE = '**/unavailable.journey.ts';
const journeysOf = (name: string, target: Target | string, testMatch: string | string[]) =>
  typeof target === 'string'
    ? { name, use: { target }, testMatch: UNAVAILABLE }
    : { name, use: { target }, testMatch, testIgnore: UNAVAILABLE };

/** The journeys of the system suite. `reports/system-e2e/` gets the traces of failed tests. */
export default defineConfig<object, ProjectOptions>({
  testDir: 'src/journeys',
  testMatch: '**/*.journey.ts',
  outputDir: path.join(reports, 'system-e2e'),
  // Each worker has its own product. More workers than cores make the player miss frames.
  workers: 2,
  // Browsers, cameras and media servers of two workers share two cores. The last line of a run names repeated tests.
  retries: 2,
  timeout: 120_000,
  use: { trace: { mode: 'retain-on-failure', screenshots: false }, screenshot: 'only-on-failure' },
  reporter: [
    ['list'],
    [
      '../../tools/src/journey-reporter.ts',
      { outputFile: process.env['JOURNEY_REPORT'] ?? path.join(reports, 'system-e2e-e2e.json') },
    ],
  ],
  projects: [
    { name: 'simulator', use: { target: SIMULATOR }, testIgnore: [...guides, UNAVAILABLE] },
    journeysOf('mediamtx', real, '**/*.journey.ts'),
    journeysOf('jwt', jwtOf(SIMULATOR), jwtJourneys),
    journeysOf('jwt-mediamtx', jwtOf(real), jwtJourneys),
  ],
});
