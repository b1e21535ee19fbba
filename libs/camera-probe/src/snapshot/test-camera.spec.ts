import { parseVideoDescription } from '@ppf/rtsp-wire';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSampleCamera } from '@ppf/sample-cameras';
import { CameraAddressGuard } from '../address/camera-address-guard';
import { LOCAL_NETWORK_ONLY } from '../address/camera-address-policy';
import { recordedPackets, recordedSdp, startRecordedCamera } from '../fixtures/recorded-stream';
import { TrackWatch } from '../video/track-watch';
import { findFfmpeg } from './find-ffmpeg';
import { takeSnapshot } from './take-snapshot';
import { testCamera } from './test-camera';

const never = new AbortController().signal;
const folder = mkdtempSync(path.join(tmpdir(), 'snapshot-'));
const frame = { format: 'h264', bytes: Buffer.alloc(300_000, 7) } as const;

/** A program in FFmpeg's place. */
function program(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `#!${process.execPath}\n${text}`);
  chmodSync(file, 0o755);
  return file;
}

afterAll(() => rmSync(folder, { recursive: true }));

describe('findFfmpeg', () => {
  it('finds FFmpeg in the first folder that contains it', async () => {
    const file = program('ffmpeg', '');
    expect(await findFfmpeg(['/nowhere', folder, '/usr/bin'].join(path.delimiter))).toBe(file);
    rmSync(file);
  });

  it.each([undefined, '', '.', 'bin', '/nowhere'])('finds none by %p', async (variable) => {
    expect(await findFfmpeg(variable)).toBeNull();
  });
});

describe('takeSnapshot', () => {
  it('returns the picture, and neither settings nor secrets', async () => {
    const spy = program(
      'spy',
      `process.stdin.resume().on('end', () => process.stdout.write(Buffer.concat([Buffer.from([0xff, 0xd8]),
        Buffer.from(JSON.stringify([process.argv.slice(2), Object.keys(process.env)]))])))`,
    );
    const [args, env] = JSON.parse((await takeSnapshot(spy, frame, never))!.subarray(2).toString()) as [
      string[],
      string[],
    ];
    expect(args).toEqual(
      expect.arrayContaining(['-protocol_whitelist', 'pipe', '-f', 'h264', '-i', 'pipe:0']),
    );
    expect(env.filter((name) => !name.startsWith('__'))).toEqual([]);
  });

  it.each([
    ['fails', 'process.exit(1)'],
    ['reads nothing', 'process.exit(0)'],
    [
      'writes something other than a picture',
      `process.stdin.resume().on('end', () => process.stdout.write('hello'))`,
    ],
    [
      'writes without end',
      `const more = () => process.stdout.write(Buffer.alloc(65536, 255), more); process.stdout.write(Buffer.from([255, 216]), more)`,
    ],
  ])('gives nothing when the program %s', async (name, text) => {
    expect(await takeSnapshot(program(name, text), frame, never)).toBeNull();
  });

  it('returns nothing without the program', async () => {
    expect(await takeSnapshot('/nowhere/ffmpeg', frame, never)).toBeNull();
  });

  it('ends with the signal', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 100);
    const hanging = program('hangs', 'setInterval(() => undefined, 1000)');
    expect(await takeSnapshot(hanging, frame, abort.signal)).toBeNull();
  });
});

describe('testCamera', () => {
  const guard = new CameraAddressGuard({ ...LOCAL_NETWORK_ONLY, exempt: ['127.0.0.0/8'] });

  it('reports the reason for a missing picture', async () => {
    const camera = await startSampleCamera({ port: 0, user: 'a', password: 'b', clip: 'pit-1' });
    const target = { host: '127.0.0.1', port: camera.port, path: '/stream1', user: 'a', password: 'b' };
    const context = { guard, signal: never, limits: { minWatchMs: 100 } };
    const failing = program('failing', 'process.exit(1)');
    try {
      const [without, broken, closed] = await Promise.all([
        testCamera(target, { ...context, ffmpeg: null }),
        testCamera(target, { ...context, ffmpeg: failing }),
        testCamera({ ...target, port: 1 }, { ...context, ffmpeg: failing }),
      ]);
      expect(
        [without, broken, closed].map(({ ok, snapshot, snapshotGap }) => [ok, snapshot, snapshotGap]),
      ).toEqual([
        [true, null, 'no-ffmpeg'],
        [true, null, 'not-decoded'],
        [false, null, 'no-key-frame'],
      ]);
    } finally {
      await camera.stop();
    }
  });

  it('takes a snapshot of each codec, if this machine has FFmpeg', async () => {
    const ffmpeg = await findFfmpeg(process.env['PATH']);
    for (const name of ['h264-b-frames', 'h265', 'mjpeg'] as const) {
      const watch = TrackWatch.of(parseVideoDescription(recordedSdp(name))!);
      for (const packet of recordedPackets(name)) watch!.push(packet, 0);
      const picture = ffmpeg === null ? null : await takeSnapshot(ffmpeg, watch!.keyFrame!, never);
      if (ffmpeg !== null) expect(picture?.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    }
  });

  it('needs no FFmpeg for MJPEG', async () => {
    const camera = await startRecordedCamera('mjpeg');
    const target = { host: '127.0.0.1', port: camera.port, path: '/mjpeg/1', user: null, password: null };
    try {
      const limits = { minWatchMs: 300 };
      const test = await testCamera(target, { guard, signal: never, ffmpeg: null, limits });
      expect(test.snapshot?.subarray(0, 2).toString('hex')).toBe('ffd8');
      expect(test.snapshot?.subarray(-2).toString('hex')).toBe('ffd9');
      expect(test.snapshotGap).toBeNull();
    } finally {
      await camera.stop();
    }
  });
});
