import { spawn } from 'node:child_process';
import type { KeyFrame } from '../video/video-facts';

/** Time limit of FFmpeg, in ms. */
const SNAPSHOT_TIMEOUT_MS = 5_000;
/** Larger than any picture at the width below. */
const MAX_JPEG_BYTES = 1024 * 1024;
/** Maximum width in pixels. A smaller picture is not scaled. */
const MAX_WIDTH = 960;
/** More than 8K. Pictures with more pixels are not decoded, to limit memory. */
const MAX_PIXELS = 8192 * 4608;
const INPUT_FORMATS = { h264: 'h264', hevc: 'hevc', jpeg: 'mjpeg' } as const;

/**
 * Decodes a key frame to a JPEG with FFmpeg. Null: it could not be decoded in time. FFmpeg gets the key frame only: no shell,
 * address, password or environment, and no protocol except pipes.
 */
export function takeSnapshot(ffmpeg: string, frame: KeyFrame, signal: AbortSignal): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const child = spawn(ffmpeg, argumentsFor(frame), {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {},
      signal,
      timeout: SNAPSHOT_TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    const parts: Buffer[] = [];
    let length = 0;
    child.stdout.on('data', (part: Buffer) => {
      length += part.length;
      if (length <= MAX_JPEG_BYTES) parts.push(part);
      else child.kill('SIGKILL');
    });
    child.on('error', () => resolve(null));
    child.on('close', (code) => resolve(code === 0 ? jpegIn(Buffer.concat(parts)) : null));
    // FFmpeg may end before it has read everything. Its exit code reports a failure.
    child.stdin.on('error', () => undefined);
    child.stdin.end(frame.bytes);
  });
}

function argumentsFor({ format }: KeyFrame): string[] {
  return [
    ...['-hide_banner', '-loglevel', 'quiet', '-protocol_whitelist', 'pipe', '-threads', '1'],
    ...['-max_pixels', String(MAX_PIXELS), '-f', INPUT_FORMATS[format], '-i', 'pipe:0'],
    ...['-frames:v', '1', '-vf', `scale='min(${MAX_WIDTH},iw)':-2`, '-threads', '1'],
    ...['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-q:v', '4', '-f', 'image2pipe', 'pipe:1'],
  ];
}

function jpegIn(bytes: Buffer): Buffer | null {
  return bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8 ? bytes : null;
}
