import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isAtLeast, NEWEST_TESTED_RELEASE } from '@ppf/mediamtx';
import { create } from 'tar';
import { fetchedBinary, fetchMediaServer, type FetchOutcome, type FetchRequest } from './fetch-media-server';
import { readProgramVersion } from './find-media-server';
import { type MediaServerRelease, PINNED_RELEASE } from './pinned-release';

const FILE = 'mediamtx_v9.9.9_linux_amd64.tar.gz';

describe('fetchMediaServer', () => {
  let folder = '';
  let directory = '';
  let archive: Buffer;
  let release: MediaServerRelease;
  let server: Server;
  let answer: RequestListener;
  let base = '';

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'ppf-fetch-'));
    writeFileSync(path.join(folder, 'mediamtx'), `#!/bin/sh\necho v9.9.9\n# ${'x'.repeat(300_000)}\n`);
    chmodSync(path.join(folder, 'mediamtx'), 0o755);
    writeFileSync(path.join(folder, 'LICENSE'), 'MIT');
    await create({ gzip: { level: 0 }, cwd: folder, file: path.join(folder, FILE) }, ['mediamtx', 'LICENSE']);
    archive = readFileSync(path.join(folder, FILE));
    const sha256 = createHash('sha256').update(archive).digest('hex');
    release = { version: 'v9.9.9', archives: { 'linux-x64': { file: FILE, sha256 } } };
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  beforeEach(() => (directory = mkdtempSync(path.join(folder, 'data-'))));

  const fetchIt = (over: Partial<FetchRequest> = {}): Promise<FetchOutcome> =>
    fetchMediaServer({ release, platform: 'linux-x64', base, directory, silenceMs: 300, ...over });

  async function failsWith(reason: RegExp, over: Partial<FetchRequest> = {}): Promise<void> {
    expect(await fetchIt(over)).toEqual({
      kind: 'unavailable',
      reason: expect.stringMatching(reason) as string,
    });
    expect(readdirSync(directory)).toEqual([]);
  }

  it('downloads the program, reports progress, and leaves no other file', async () => {
    const asked: (string | undefined)[] = [];
    const seen: number[] = [];
    answer = (request, response) => {
      asked.push(request.url);
      response.writeHead(200, { 'Content-Length': archive.length }).end(archive);
    };
    const outcome = await fetchIt({ onProgress: (received, total) => seen.push(received / (total ?? 1)) });
    expect(outcome).toEqual({ kind: 'fetched', binary: fetchedBinary(directory, release) });
    expect(asked).toEqual([`/releases/v9.9.9/${FILE}`]);
    expect(seen.at(-1)).toBe(1);
    expect(readdirSync(directory)).toEqual(['v9.9.9']);
    expect(readdirSync(path.join(directory, 'v9.9.9'))).toEqual(['mediamtx']);
    expect(await readProgramVersion(fetchedBinary(directory, release))).toMatchObject({ version: 'v9.9.9' });
  });

  it('follows a redirect of GitHub', async () => {
    answer = (request, response) => {
      if (request.url?.startsWith('/asset')) response.end(archive);
      else response.writeHead(302, { Location: '/asset' }).end();
    };
    expect(await fetchIt()).toMatchObject({ kind: 'fetched' });
  });

  it('refuses a file with another SHA-256', async () => {
    answer = (_request, response) => response.end(Buffer.concat([archive, Buffer.from('x')]));
    await failsWith(/its SHA-256 is wrong/);
  });

  it('keeps nothing of an incomplete response', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Length': archive.length });
      response.write(archive.subarray(0, archive.length / 2), () => response.socket?.destroy());
    };
    await failsWith(/broke off/);
  });

  it('fails if the server never responds', async () => {
    answer = () => undefined;
    await failsWith(/does not answer/);
  });

  it('fails if the server stalls', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Length': archive.length });
      response.write(archive.subarray(0, 1000));
    };
    await failsWith(/does not answer/);
  });

  it('waits for a slow server that still sends', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Length': archive.length });
      let sent = 0;
      const timer = setInterval(() => {
        response.write(archive.subarray(sent, (sent += Math.ceil(archive.length / 4))));
        if (sent >= archive.length) {
          clearInterval(timer);
          response.end();
        }
      }, 150);
    };
    expect(await fetchIt()).toMatchObject({ kind: 'fetched' });
  });

  it.each([404, 500])('reports the status %d', async (status) => {
    answer = (_request, response) => response.writeHead(status).end('no');
    await failsWith(new RegExp(`answered ${status}`));
  });

  it('reports a refused connection', async () => {
    await failsWith(/127\.0\.0\.1:1 cannot be reached/, { base: 'http://127.0.0.1:1' });
  });

  it('reports an unknown host name', async () => {
    await failsWith(/releases\.invalid is not known here/, {
      base: 'http://releases.invalid',
      silenceMs: 5_000,
    });
  });

  it('has no archive for other platforms', async () => {
    await failsWith(/no MediaMTX v9\.9\.9 to fetch for plan9-mips/, { platform: 'plan9-mips' });
  });

  it('pins no release that is newer than the newest tested one', () => {
    expect(isAtLeast(NEWEST_TESTED_RELEASE, PINNED_RELEASE.version)).toBe(true);
    for (const [platform, { file, sha256 }] of Object.entries(PINNED_RELEASE.archives)) {
      expect(file).toContain(`_${PINNED_RELEASE.version}_${platform.split('-')[0]}_`);
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('suggests MEDIAMTX_BIN without an archive for the platform', async () => {
    await failsWith(/for darwin-arm64: install MediaMTX and name it by MEDIAMTX_BIN/, {
      platform: 'darwin-arm64',
    });
  });

  it('retries after a failure', async () => {
    answer = (_request, response) => response.writeHead(404).end();
    await fetchIt();
    answer = (_request, response) => response.end(archive);
    expect(await fetchIt()).toMatchObject({ kind: 'fetched' });
    expect(existsSync(fetchedBinary(directory, release))).toBe(true);
  });
});
