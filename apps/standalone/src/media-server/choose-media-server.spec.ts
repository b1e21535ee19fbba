import { chooseMediaServer, type FoundProgram, type MediaServerChances } from './choose-media-server';

const nothing: MediaServerChances = {
  local: true,
  auth: 'http',
  named: undefined,
  onPath: undefined,
  fetched: undefined,
  downloadAllowed: true,
  fetchFailed: undefined,
  production: false,
};
const at = (binary: string, version: string | undefined = 'v1.20.1'): FoundProgram => ({ binary, version });

describe('chooseMediaServer', () => {
  it.each<[string, Partial<MediaServerChances>, object]>([
    ['none where MEDIAMTX_HOST is another machine', { local: false, named: at('/n') }, { kind: 'elsewhere' }],
    [
      'the one that MEDIAMTX_BIN names',
      { named: at('/n'), onPath: at('/p'), fetched: at('/f') },
      { binary: '/n' },
    ],
    [
      'the one on the PATH',
      { onPath: at('/p', 'v1.9.3'), fetched: at('/f') },
      { binary: '/p', version: 'v1.9.3' },
    ],
    ['the one fetched before', { fetched: at('/f') }, { binary: '/f' }],
    ['the one fetched before, also offline', { fetched: at('/f'), downloadAllowed: false }, { binary: '/f' }],
    ['to fetch where there is none', {}, { kind: 'fetch' }],
    [
      'to fetch where the one on the PATH does not run',
      { onPath: { binary: '/p', version: undefined } },
      { kind: 'fetch' },
    ],
    ['to fetch where the one on the PATH is too old', { onPath: at('/p', 'v1.9.2') }, { kind: 'fetch' }],
    [
      'the one on the PATH in JWT mode, from v1.12.3 on',
      { auth: 'jwt', onPath: at('/p', 'v1.12.3') },
      { binary: '/p' },
    ],
    [
      'to fetch where the one on the PATH is too old for JWT mode',
      { auth: 'jwt', onPath: at('/p', 'v1.12.2') },
      { kind: 'fetch' },
    ],
    [
      'the simulator after fetching failed',
      { fetchFailed: 'no network' },
      { kind: 'simulator', why: 'no network' },
    ],
    ['the simulator where fetching is forbidden', { downloadAllowed: false }, { kind: 'simulator' }],
    [
      'the fetched one once it is there',
      { fetched: at('/f'), fetchFailed: 'x' },
      { kind: 'program', binary: '/f' },
    ],
  ])('chooses %s', (_name, chances, expected) => {
    expect(chooseMediaServer({ ...nothing, ...chances })).toMatchObject(expected);
  });

  it.each<[string, Partial<MediaServerChances>]>([
    ['the one on the PATH', { onPath: at('/p', 'v1.21.1') }],
    ['the one that MEDIAMTX_BIN names', { named: at('/n', 'v2.0.0') }],
  ])('runs %s where it is newer than every tested release, with a notice', (_name, chances) => {
    expect(chooseMediaServer({ ...nothing, ...chances })).toMatchObject({
      kind: 'program',
      why: expect.stringMatching(/newer than v1\.20\.1, the newest release that is tested/) as string,
    });
  });

  it.each(['v1.9.3', 'v1.20.1'])('runs %s without a notice', (version) => {
    expect(chooseMediaServer({ ...nothing, onPath: at('/p', version) })).toMatchObject({
      why: 'found on the PATH',
    });
  });

  it.each<[string, Partial<MediaServerChances>, RegExp]>([
    [
      'MEDIAMTX_BIN names no program',
      { named: { binary: '/n', version: undefined } },
      /MEDIAMTX_BIN names \/n, which is not a MediaMTX/,
    ],
    [
      'MEDIAMTX_BIN names an old one',
      { named: at('/n', 'v1.8.0') },
      /which is v1\.8\.0, older than v1\.9\.3/,
    ],
    [
      'MEDIAMTX_BIN names one that is too old for JWT mode',
      { auth: 'jwt', named: at('/n', 'v1.9.3') },
      /\/n, which is v1\.9\.3, and MEDIAMTX_AUTH=jwt needs v1\.12\.3 or later: take a newer one, or MEDIAMTX_AUTH=http\.$/,
    ],
    [
      'production has none',
      { production: true, fetchFailed: 'no network' },
      /no network.*may not stand in.*set MEDIAMTX_BIN/,
    ],
  ])('ends the start when %s', (_name, chances, sentence) => {
    expect(chooseMediaServer({ ...nothing, ...chances })).toMatchObject({
      kind: 'fault',
      message: expect.stringMatching(sentence) as string,
    });
  });
});
