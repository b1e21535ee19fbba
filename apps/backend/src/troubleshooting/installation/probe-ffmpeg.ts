import { execFile } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';
import { FFMPEG_REQUIREMENTS, type FfmpegFacts, type FfmpegTopic } from './decide-ffmpeg';

/** Timeout of one call of FFmpeg. */
const CALL_TIMEOUT_MS = 5000;
const run = promisify(execFile);

/**
 * Reads the capabilities of the FFmpeg in the PATH if a media server runs on this machine. Never rejects.
 * @param apiUrls Addresses of the control APIs of all media servers.
 */
export async function probeFfmpeg(apiUrls: readonly string[], program = 'ffmpeg'): Promise<FfmpegFacts> {
  if (!apiUrls.some(isHere)) return { kind: 'elsewhere' };
  try {
    const [, version = 'of unknown version'] =
      /^ffmpeg version (\S+)/.exec(await runFfmpeg(program, '-version')) ?? [];
    const topics = Object.keys(FFMPEG_REQUIREMENTS) as FfmpegTopic[];
    const outputs = await Promise.all(topics.map((topic) => runFfmpeg(program, '-hide_banner', '-h', topic)));
    const help = Object.fromEntries(topics.map((topic, at) => [topic, outputs[at] ?? '']));
    return { kind: 'found', version, help: help as Record<FfmpegTopic, string> };
  } catch {
    return { kind: 'none' };
  }
}

async function runFfmpeg(program: string, ...args: string[]): Promise<string> {
  // The help of an unknown topic goes to stderr.
  const { stdout } = await run(program, args, { timeout: CALL_TIMEOUT_MS });
  return stdout;
}

function isHere(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return true;
  return Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === host));
}
