// Debian's packages for the tests, where they may be installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

/** Whether this process may install Debian's packages: it is root, and there is apt-get. */
export function mayInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs packages, telling what for. False: one could not be installed, and apt-get has said why on stderr.
 * Daemons that come with a package are not started.
 */
export function install(packages, what) {
  console.log(`Installing ${what} (apt-get install ${packages.join(' ')}) …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  return [['update'], ['install', '-y', '--no-install-recommends', ...packages]].every(
    (args) => spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0,
  );
}

/** Whether a program is on the PATH, or where daemons lie. */
export function isInstalled(program) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin'];
  return folders.some((folder) => folder !== '' && existsSync(`${folder}/${program}`));
}

/** The package of libfaketime, which moves the clock of one program. */
export const FAKETIME = 'libfaketime';

/** Whether libfaketime is where Debian's package puts it. */
export function hasFaketime() {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  return folders.some((name) => existsSync(`/usr/lib/${name}/faketime/libfaketimeMT.so.1`));
}

/** Packages of a GStreamer that encodes H.264 and publishes by RTSP. */
export const GSTREAMER = ['tools', 'plugins-base', 'plugins-good', 'plugins-bad', 'plugins-ugly', 'rtsp'].map(
  (part) => `gstreamer1.0-${part}`,
);
