import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { PutCameraRequest } from '@ppf/contracts';
import { freePort } from '@ppf/free-ports';
import { type Installation } from '../../chaos/world/installation';
import { mediaServerWith } from '../../chaos/world/media-server-process';
import { type Target } from '../../world/target';
import { waitFor } from '@ppf/testing';
import { publishTestVideo } from './publish-test-video';

const X264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
const STEADY = [...X264, '-tune', 'zerolatency'];

/** FFmpeg arguments for the streams of cameras. */
export const ENCODERS = {
  good: [...STEADY, '-g', '10'],
  h265: ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=none:keyint=10'],
  mjpeg: ['-c:v', 'mjpeg', '-huffman', 'default', '-force_duplicated_matrix', '1', '-pix_fmt', 'yuvj420p'],
  mpeg4: ['-c:v', 'mpeg4', '-g', '10'],
  sound: ['-vn', '-c:a', 'aac'],
  bFrames: [...X264, '-bf', '2', '-g', '10'],
  /** Wider than RTP can describe: its width is sent as 0 (RFC 2435 §3.1.5). */
  wideMjpeg: [
    ...['-vf', 'scale=2048:240', '-c:v', 'mjpeg', '-huffman', 'default'],
    ...['-force_duplicated_matrix', '1', '-pix_fmt', 'yuvj420p'],
  ],
  /** With custom Huffman tables, which RTP cannot transport: FFmpeg sends no picture. */
  ownTables: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p'],
  intraRefresh: [...STEADY, '-x264-params', 'intra-refresh=1:keyint=20'],
  high10: [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-tune',
    'zerolatency',
    '-pix_fmt',
    'yuv420p10le',
    '-g',
    '10',
  ],
  /** Its clock is set an hour ahead every two seconds. */
  jumps: [...STEADY, '-g', '10', '-bsf:v', 'setts=ts=TS+floor(N/20)*3600*90000'],
  /** One key frame, at the beginning. */
  noKeyFrames: [...STEADY, '-g', '9999'],
  /** One key frame every four and a half seconds. */
  fewKeyFrames: [...STEADY, '-g', '45'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The address that it is pulled from. */
export type FilmedCamera = PutCameraRequest & { readonly port: number; readonly path: string };

/** Starts a second media server, which acts as cameras with any stream. */
export async function startCameraServer(
  target: Target,
  installation: Installation,
): Promise<(name: string, encoder: readonly string[]) => Promise<FilmedCamera>> {
  const folder = path.join(installation.folder, 'cameras');
  mkdirSync(folder);
  const [port, apiPort] = [await freePort(), await freePort()];
  const keys = [
    'api: yes',
    `apiAddress: 127.0.0.1:${apiPort}`,
    `rtspAddress: 127.0.0.1:${port}`,
    'protocols: [tcp]',
  ];
  const off = ['rtmp', 'srt', 'webrtc', 'hls'].map((name) => `${name}: no`);
  const file = [...keys, ...off, 'paths:', '  all_others:', ''].join('\n');
  const cameras = mediaServerWith(target, folder, apiPort, file);
  installation.atEnd(() => cameras.signal('SIGKILL'));
  await cameras.start();
  return async (name, encoder) => {
    publishTestVideo(installation, `rtsp://127.0.0.1:${port}/${name}`, encoder);
    await waitFor(
      async () => {
        const answer = await fetch(`http://127.0.0.1:${apiPort}/v3/paths/get/${name}`);
        return answer.ok && ((await answer.json()) as { ready: boolean }).ready;
      },
      `the camera ${name} publishes`,
      { withinMs: 20_000 },
    );
    return { kind: 'pull', host: '127.0.0.1', port, path: `/${name}` };
  };
}
