import type { MediaAgentReport } from '@ppf/contracts';
import { execFile } from 'node:child_process';
import { statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { OperatorSettings } from '../file/operator-settings';

const run = promisify(execFile);
/** Longest time for FFmpeg to describe itself, in ms. */
const FFMPEG_TIMEOUT_MS = 5000;

type DiskFacts = Pick<MediaAgentReport, 'disk_free_bytes' | 'disk_total_bytes'>;
type FfmpegFacts = Pick<
  MediaAgentReport,
  'ffmpeg_version' | 'ffmpeg_encodes_h264' | 'ffmpeg_limits_redirects'
>;

/** Free and total bytes of the file system of a folder. */
export async function readDisk(folder: string): Promise<DiskFacts> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { disk_free_bytes: bavail * bsize, disk_total_bytes: blocks * bsize };
  } catch {
    return { disk_free_bytes: null, disk_total_bytes: null };
  }
}

/** What the FFmpeg on this machine can do. */
export async function readFfmpeg(): Promise<FfmpegFacts> {
  try {
    const options = { timeout: FFMPEG_TIMEOUT_MS, maxBuffer: 4 * 1024 * 1024 };
    const version = await run('ffmpeg', ['-hide_banner', '-version'], options);
    const encoders = await run('ffmpeg', ['-hide_banner', '-encoders'], options);
    const http = await run('ffmpeg', ['-hide_banner', '-h', 'protocol=http'], options);
    return {
      ffmpeg_version: /^ffmpeg version ([\w.+~-]{1,60})/.exec(version.stdout)?.[1] ?? 'unknown',
      ffmpeg_encodes_h264: /\blibx264\b/.test(encoders.stdout),
      ffmpeg_limits_redirects: /-max_redirects\b/.test(http.stdout),
    };
  } catch {
    return { ffmpeg_version: null, ffmpeg_encodes_h264: false, ffmpeg_limits_redirects: false };
  }
}

/** Ports that the settings open, by the name of the setting. Pure. */
export function portsOf({ global }: Pick<OperatorSettings, 'global'>): MediaAgentReport['ports'] {
  return Object.entries(global).flatMap(([name, value]) => {
    const port =
      /^\w+Address$/.test(name) && typeof value === 'string' ? /:(\d{1,5})$/.exec(value)?.[1] : undefined;
    return port === undefined ? [] : [`${name} ${port}`];
  });
}
