import type { PublishKey } from '@ppf/contracts';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { workspaceRoot } from '../world/workspace-root';

/** Requirement of `whipPublishes`. */
export const WHIP_MUXER = 'PyAV 18.1.0 (FFmpeg 8.1.2) in tmp/python, which tools/src/test.ts installs';

const PYTHON = path.join(workspaceRoot, 'tmp/python/bin/python');

/** Whether there is an FFmpeg that publishes over WHIP. Debian 12 has FFmpeg 5.1, without that muxer; PyAV brings one. */
export function hasWhipMuxer(): boolean {
  const check = 'import av, sys; sys.exit("whip" not in av.formats_available)';
  return spawnSync(PYTHON, ['-c', check]).status === 0;
}

/** A test picture of 320 by 180, published by WHIP with the key as bearer token until the process is ended. */
export function whipPublishes({ whip_url, key }: PublishKey): ChildProcess {
  return spawn(PYTHON, [path.join(__dirname, 'whip_publisher.py'), whip_url], {
    stdio: 'ignore',
    env: { ...process.env, WHIP_KEY: key },
  });
}
