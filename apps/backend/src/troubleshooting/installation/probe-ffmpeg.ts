import { execFile } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';
import { FFMPEG_REQUIREMENTS, type FfmpegFacts, type FfmpegTopic } from './decide-ffmpeg';

/** Milliseconds for one answer. */
const PATIENCE_MS = 5000;
const run = promisify(execFile);

/**
 * Reads what the FFmpeg in the PATH of this machine can do, if a media server is on this machine. Never fails.
 * @param apiUrls of the control APIs of all media servers
 */
export async function probeFfmpeg(apiUrls: readonly string[], program = 'ffmpeg'): Promise<FfmpegFacts> {
  if (!apiUrls.some(isHere)) return { kind: 'elsewhere' };
  try {
    const [, version = 'of unknown version'] =
      /^ffmpeg version (\S+)/.exec(await ask(program, '-version')) ?? [];
    const topics = Object.keys(FFMPEG_REQUIREMENTS) as FfmpegTopic[];
    const answers = await Promise.all(topics.map((topic) => ask(program, '-hide_banner', '-h', topic)));
    const help = Object.fromEntries(topics.map((topic, at) => [topic, answers[at] ?? '']));
    return { kind: 'found', version, help: help as Record<FfmpegTopic, string> };
  } catch {
    return { kind: 'none' };
  }
}

async function ask(program: string, ...args: string[]): Promise<string> {
  // The help of an unknown topic goes to stderr.
  const { stdout } = await run(program, args, { timeout: PATIENCE_MS });
  return stdout;
}

function isHere(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  if (host === 'localhost' || host === '::1' || host.startsWith('127.')) return true;
  return Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === host));
}
