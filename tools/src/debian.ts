// Debian packages for the tests, where they may be installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

/** Returns whether this process may install Debian packages: it is root, and apt-get exists. */
export function mayInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs packages without starting their daemons. apt-get prints errors to stderr.
 * @param purpose Printed as the reason.
 * @returns Whether all packages are installed.
 */
export function installPackages(packages: readonly string[], purpose: string): boolean {
  console.log(`Installing ${purpose} (apt-get install ${packages.join(' ')}) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  return [['update'], ['install', '-y', '--no-install-recommends', ...packages]].every(
    (args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0,
  );
}

/** Returns whether a program is on the PATH or in a folder of daemons. */
export function isInstalled(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  return folders.some((folder) => folder !== '' && existsSync(`${folder}/${program}`));
}

/** The package of libfaketime, which changes the clock of one program. */
export const FAKETIME = 'libfaketime';

/** Returns whether libfaketime is installed by Debian's package. */
export function hasFaketime(): boolean {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  return folders.some((name) => existsSync(`/usr/lib/${name}/faketime/libfaketimeMT.so.1`));
}

/** Packages of a GStreamer that encodes H.264 and publishes by RTSP. */
export const GSTREAMER = ['tools', 'plugins-base', 'plugins-good', 'plugins-bad', 'plugins-ugly', 'rtsp'].map(
  (part) => `gstreamer1.0-${part}`,
);
