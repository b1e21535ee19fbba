import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { workspaceRoot } from '../../world/workspace-root';

const MIGRATIONS = 'apps/backend/dist/platform/database/migrations';
/** Of what lies here. */
export const VERSION = (
  JSON.parse(readFileSync(path.join(workspaceRoot, 'package.json'), 'utf8')) as { version: string }
).version;
export const RELEASE = `ppf-monitoring-${VERSION}`;
/** The file for a server. */
export const RELEASE_ARCHIVE = `${RELEASE}-${process.platform}-${process.arch}.tar.gz`;
/** The last migration of the newer release. */
export const LATER = 'Later9999000000000';

/** Makes a release of this version, as `npm run release` does. @returns its folder; RELEASE_ARCHIVE lies beside it */
export function makeRelease(into: string): string {
  const args = [path.join(workspaceRoot, 'tools/run.mjs'), 'release', '--to', into];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`npm run release: ${`${stdout}${stderr}`.slice(-1500)}`);
  return path.join(into, RELEASE);
}

/** A later release, whose database has an additional column. @returns its folder */
export function makeNewerRelease(release: string): string {
  const newer = path.join(path.dirname(release), 'ppf-monitoring-1.1.0');
  cpSync(release, newer, { recursive: true, verbatimSymlinks: true });
  writeFileSync(path.join(newer, 'RELEASE'), '1.1.0\n');
  const index = path.join(newer, MIGRATIONS, 'index.js');
  writeFileSync(
    index,
    `${readFileSync(index, 'utf8')}
class ${LATER} {
  name = '${LATER}';
  async up(runner) {
    await runner.query("ALTER TABLE workshop ADD COLUMN later text NOT NULL DEFAULT 'filled'");
  }
  async down(runner) {
    await runner.query('ALTER TABLE workshop DROP COLUMN later');
  }
}
exports.MIGRATIONS.push(${LATER});
`,
  );
  return newer;
}

/** A release that exits at startup. @returns its folder */
export function makeBrokenRelease(release: string): string {
  const broken = path.join(path.dirname(release), 'ppf-monitoring-1.2.0');
  cpSync(release, broken, { recursive: true, verbatimSymlinks: true });
  writeFileSync(path.join(broken, 'RELEASE'), '1.2.0\n');
  const index = path.join(broken, MIGRATIONS, 'index.js');
  writeFileSync(
    index,
    `${readFileSync(index, 'utf8')}
class Broken9999900000000 {
  name = 'Broken9999900000000';
  async up(runner) {
    await runner.query('DROP TABLE no_such_table');
  }
}
exports.MIGRATIONS.push(Broken9999900000000);
`,
  );
  return broken;
}

/** A release whose program ends immediately, with the same database. @returns its folder */
export function makeDeadRelease(release: string): string {
  const dead = path.join(path.dirname(release), 'ppf-monitoring-1.3.0');
  cpSync(release, dead, { recursive: true, verbatimSymlinks: true });
  writeFileSync(path.join(dead, 'RELEASE'), '1.3.0\n');
  writeFileSync(path.join(dead, 'apps/backend/dist/main.js'), 'process.exit(1);\n');
  return dead;
}
