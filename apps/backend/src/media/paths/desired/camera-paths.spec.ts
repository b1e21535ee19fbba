import { transcodeCommand } from '@ppf/mediamtx';
import { type CameraEntity } from '../../../pits';
import { pathsOfCamera } from './camera-paths';

const PIT = { workshopId: 1, number: 2 };
const MAIN = 'workshop-1/pit-2';
const SUB = `${MAIN}/sub`;
const RAW = `${MAIN}/raw`;
const SOURCES = { main: 'rtsp://u:p@10.0.0.5:554/1', sub: 'rtsp://u:p@10.0.0.5:554/2' };
const COMMAND = transcodeCommand({ kind: 'path', path: RAW }, MAIN);

const pulled = (change: Partial<CameraEntity> = {}) => ({
  ...{
    pitId: 7,
    kind: 'pull' as const,
    paused: false,
    feed: 'rtsp' as const,
    tls: false,
    tlsFingerprint: null,
  },
  ...{
    host: '10.0.0.5',
    port: 554,
    path: '/1',
    subPath: null,
    sub: false,
    username: 'u',
    transport: 'tcp' as const,
  },
  ...{
    onDemand: false,
    transcode: false,
    allowList: [],
    publishKeyHash: null,
    publishPublicKey: null,
    publishingSince: null,
  },
  ...change,
});
const pushed = (change: Partial<CameraEntity> = {}) =>
  pulled({
    ...{ kind: 'push', feed: null, host: null, port: null, path: null, username: null, transport: null },
    publishKeyHash: Buffer.alloc(32, 0xab),
    ...change,
  });
const KEY = 'abababababababab';
const PULL = { sourceFingerprint: '', rtspTransport: 'tcp', sourceOnDemand: false };

describe('pathsOfCamera', () => {
  it.each<[string, ReturnType<typeof pulled>, object[]]>([
    [
      'a pulled camera',
      pulled(),
      [{ path: MAIN, kind: 'pull', onDemand: false, config: { source: SOURCES.main, ...PULL } }],
    ],
    [
      'a pulled camera with two streams',
      pulled({ sub: true, subPath: '/2' }),
      [
        { path: MAIN, kind: 'pull', onDemand: false, config: { source: SOURCES.main, ...PULL } },
        { path: SUB, kind: 'pull', onDemand: false, config: { source: SOURCES.sub, ...PULL } },
      ],
    ],
    [
      'a certificate that was confirmed',
      pulled({ tls: true, tlsFingerprint: 'ab'.repeat(32) }),
      [
        {
          path: MAIN,
          kind: 'pull',
          onDemand: false,
          config: { source: SOURCES.main, ...PULL, sourceFingerprint: 'ab'.repeat(32) },
        },
      ],
    ],
    [
      'a push camera',
      pushed(),
      [{ path: MAIN, kind: 'push', publishKeyId: KEY, publishKeySince: null, config: null }],
    ],
    [
      'a push camera with two streams and an allow-list',
      pushed({ sub: true, allowList: ['10.0.0.5', '10.0.1.0/24'] }),
      [MAIN, SUB].map((path) => ({
        path,
        kind: 'push',
        publishKeyId: `${KEY} 10.0.0.5 10.0.1.0/24`,
        publishKeySince: null,
        config: null,
      })),
    ],
    ['a paused camera', pulled({ paused: true, sub: true, transcode: true }), []],
    [
      'a pulled camera that is re-encoded',
      pulled({ transcode: true }),
      [
        {
          path: RAW,
          kind: 'pull',
          onDemand: false,
          config: { source: SOURCES.main, ...PULL, runOnReady: COMMAND, runOnReadyRestart: true },
        },
        { path: MAIN, kind: 'push', publishKeyId: 'transcoder', publishKeySince: null, config: null },
      ],
    ],
    [
      'a pulled camera that is re-encoded on demand',
      pulled({ transcode: true, onDemand: true }),
      [
        {
          path: RAW,
          kind: 'pull',
          onDemand: true,
          config: {
            ...{ source: SOURCES.main, ...PULL, sourceOnDemand: true },
            ...{ sourceOnDemandStartTimeout: '10s', sourceOnDemandCloseAfter: '2s' },
          },
        },
        {
          path: MAIN,
          kind: 'push',
          publishKeyId: 'transcoder',
          publishKeySince: null,
          config: {
            ...{ source: 'publisher', runOnDemand: COMMAND, runOnDemandRestart: true },
            ...{ runOnDemandStartTimeout: '20s', runOnDemandCloseAfter: '30s' },
          },
        },
      ],
    ],
    [
      'a push camera that is re-encoded',
      pushed({ transcode: true }),
      [
        {
          path: RAW,
          kind: 'push',
          publishKeyId: KEY,
          publishKeySince: null,
          config: { source: 'publisher', runOnReady: COMMAND, runOnReadyRestart: true },
        },
        { path: MAIN, kind: 'push', publishKeyId: 'transcoder', publishKeySince: null, config: null },
      ],
    ],
  ])('%s', (_, camera, expected) => {
    expect(pathsOfCamera(PIT, camera, SOURCES)).toEqual(expected);
  });

  it('starts FFmpeg for MJPEG over HTTP, while the path exists or has viewers', () => {
    const url = 'http://10.0.0.5:81/stream';
    const command = transcodeCommand({ kind: 'mjpeg', url }, MAIN);
    const paths = (onDemand: boolean, main: string | null = url) =>
      pathsOfCamera(PIT, pulled({ feed: 'mjpeg', transcode: true, onDemand }), { main, sub: null });
    expect(paths(false)).toEqual([
      {
        path: MAIN,
        kind: 'push',
        publishKeyId: 'transcoder',
        publishKeySince: null,
        config: { source: 'publisher', runOnInit: command, runOnInitRestart: true },
      },
    ]);
    expect(paths(true)).toMatchObject([{ path: MAIN, config: { runOnDemand: command } }]);
    expect(paths(false, null)).toEqual([]);
  });

  it('has no configuration for a pulled camera without a source', () => {
    const unknown = { main: null, sub: null };
    expect(pathsOfCamera(PIT, pulled({ sub: true }), unknown)).toMatchObject([
      { path: MAIN, config: null },
      { path: SUB, config: null },
    ]);
  });
});
