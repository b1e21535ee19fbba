import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isTranscodeCommand, transcodeCommand } from '@ppf/mediamtx';
import { isTicketFor } from '../../../platform/crypto/transcoder-ticket';
import { transcodeHttp } from './transcode-http';

const RAW = 'workshop-1/pit-2/raw';
const MAIN = 'workshop-1/pit-2';
const SECRET = 'the secret of the hook, with $, `, " and %';

/** What FFmpeg 5.1.9 and 7.0.2 answer to `-h protocol=http`, in part. */
const KNOWS_REDIRECTS =
  '  -reply_code        <int>        E.......... The http status code to return to a client\n' +
  '  -max_redirects     <int>        .D......... Maximum number of redirects (from 0 to INT_MAX) (default 8)';
const KNOWS_NO_REDIRECTS =
  '  -short_seek_size   <int>        .D......... Threshold to favor readahead over seek.';

/** Runs a command as MediaMTX does, with FFmpeg replaced by what shows its arguments and environment. */
function run(
  command: string,
  environment: Record<string, string>,
  help = KNOWS_REDIRECTS,
): { args: string[]; env: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'ppf-transcode-'));
  try {
    const stand = path.join(folder, 'ffmpeg');
    const answer = `[ "$2" = -h ] && { cat <<"END"\n${help}\nEND\nexit; }\n`;
    const show = 'for each in "$@"; do printf "%s\\n" "$each"; done\necho ----\nenv\n';
    writeFileSync(stand, `#!/bin/sh\n${answer}${show}`, { mode: 0o700 });
    // MediaMTX expands $VARIABLES, splits by the rules of a shell's quotes, and runs the first word.
    const expanded = command.replace(/\$(\w+)/g, (_, name: string) => environment[name] ?? '');
    const [, script = ''] = /^sh -c '([^']*)'$/.exec(expanded) ?? [];
    const env = { PATH: `${folder}:${process.env.PATH}`, ...environment };
    const [args = '', rest = ''] = execFileSync('sh', ['-c', script], { env, encoding: 'utf8' }).split(
      '----\n',
    );
    return { args: args.trimEnd().split('\n'), env: rest };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function serve(listener: RequestListener): Promise<{ origin: string; close(): void }> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}

describe('the command that re-encodes', () => {
  const environment = { RTSP_PORT: '8554', MEDIAMTX_HOOK_SECRET: SECRET };

  it('reads the raw path and publishes the other one, with tickets that the auth hook accepts', () => {
    const { args, env } = run(transcodeCommand({ kind: 'path', path: RAW }, MAIN), environment);
    const urls = args.filter((each) => each.startsWith('rtsp://'));
    const [read = '', publish = ''] = urls.map((url) => new URL(url).searchParams.get('token') ?? '');
    expect(urls).toEqual([
      `rtsp://127.0.0.1:8554/${RAW}?token=${read}`,
      `rtsp://127.0.0.1:8554/${MAIN}?token=${publish}`,
    ]);
    expect(isTicketFor(read, { act: 'read', path: RAW }, SECRET, new Date())).toBe(true);
    expect(isTicketFor(publish, { act: 'publish', path: MAIN }, SECRET, new Date())).toBe(true);
    expect(args).toContain('scale=w=trunc(min(1920\\,iw)/2)*2:h=-2');
    expect(args).toContain('expr:gte(t,n_forced)');
    // Neither in the process list nor in FFmpeg's environment.
    expect(args.join(' ') + env).not.toContain(SECRET);
  });

  it('computes invalid tickets without the secret', () => {
    const { args } = run(transcodeCommand({ kind: 'path', path: RAW }, MAIN), { RTSP_PORT: '8554' });
    const url = new URL(args.find((each) => each.startsWith('rtsp://')) ?? '');
    expect(
      isTicketFor(url.searchParams.get('token') ?? '', { act: 'read', path: RAW }, SECRET, new Date()),
    ).toBe(false);
  });

  it.each([
    ['http://192.168.2.9:81/stream', 'http://192.168.2.9:81/stream'],
    ['http://[fd00::9]/a?b=c&d=e', 'http://[fd00::9]/a?b=c&d=e'],
    [
      `http://192.168.2.9/$PATH/\`id\`/"'/\\;rm(1)|x`,
      'http://192.168.2.9/%24PATH/%60id%60/%22%27/%5C;rm%281%29%7Cx',
    ],
    ['http://camera.example:80/stream#%20', 'http://camera.example:80/stream%23%20'],
    ['http://127.0.0.1:9/😀', 'http://127.0.0.1:9/%F0%9F%98%80'],
    ['http://127.0.0.1:9/\ud800', 'http://127.0.0.1:9/%EF%BF%BD'],
  ])('gives FFmpeg the address %j as %j, and runs nothing of it', (url, seen) => {
    const { args } = run(transcodeHttp(url, MAIN), environment);
    expect(args[args.indexOf('-i') + 1]).toBe(seen);
  });

  it.each([
    ['FFmpeg with a limit of redirects', KNOWS_REDIRECTS, ['-max_redirects', '0'], []],
    ['FFmpeg without one', KNOWS_NO_REDIRECTS, [], ['http_proxy=http://[fd00::9]:81']],
    ['FFmpeg that prints nothing', '', [], ['http_proxy=http://[fd00::9]:81']],
  ])('restricts FFmpeg to the camera by its features: %s', (_, help, options, proxies) => {
    const command = transcodeHttp('http://[fd00::9]:81/a', MAIN);
    const { args, env } = run(
      command,
      { ...environment, http_proxy: 'http://10.0.0.9:3128', no_proxy: '*' },
      help,
    );
    const at = args.indexOf('-max_redirects');
    expect(at < 0 ? [] : args.slice(at, at + 2)).toEqual(options);
    expect(env.split('\n').filter((each) => /^(http|no)_proxy=/.test(each))).toEqual(proxies);
  });

  it('names the default port of HTTP', () => {
    const command = transcodeHttp('http://192.168.2.9/a', MAIN);
    expect(run(command, environment, KNOWS_NO_REDIRECTS).env).toContain('http_proxy=http://192.168.2.9:80\n');
  });

  // FFMPEG_BIN: another release, such as 7.0.2, which knows no -max_redirects.
  const ffmpeg = process.env['FFMPEG_BIN'] ?? 'ffmpeg';
  const whereFfmpegIs = spawnSync(ffmpeg, ['-version']).status === 0 ? it : it.skip;

  /** Runs the command with that FFmpeg until it ends. */
  async function transcode(url: string): Promise<void> {
    const folder = mkdtempSync(path.join(tmpdir(), 'ppf-transcode-'));
    try {
      if (path.isAbsolute(ffmpeg)) symlinkSync(ffmpeg, path.join(folder, 'ffmpeg'));
      const [, script = ''] = /^sh -c '([^']*)'$/.exec(transcodeHttp(url, MAIN)) ?? [];
      const env = { PATH: `${folder}:${process.env.PATH}`, RTSP_PORT: '1', MEDIAMTX_HOOK_SECRET: SECRET };
      await once(spawn('sh', ['-c', script], { env, stdio: 'ignore' }), 'exit');
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  whereFfmpegIs.each([302, 307])('connects to no other address after a redirect (%d)', async (status) => {
    const asked: string[] = [];
    const elsewhere = await serve((request, response) => {
      asked.push(`elsewhere${request.url}`);
      response.end();
    });
    const camera = await serve((_request, response) => {
      asked.push('camera');
      response.writeHead(status, { location: `${elsewhere.origin}/secrets` }).end();
    });
    try {
      await transcode(`${camera.origin}/stream`);
      expect(new Set(asked)).toEqual(new Set(['camera']));
    } finally {
      camera.close();
      elsewhere.close();
    }
  });

  whereFfmpegIs('reads a camera, whatever this FFmpeg knows', async () => {
    const asked: string[] = [];
    const camera = await serve((request, response) => {
      // A server takes the absolute form of a target as well (RFC 9112 §3.2.2).
      asked.push(new URL(request.url ?? '', 'http://camera').pathname);
      response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace;boundary=x' }).end();
    });
    try {
      await transcode(`${camera.origin}/stream`);
      expect(asked).toEqual(['/stream']);
    } finally {
      camera.close();
    }
  });

  it.each([
    ['a user', 'http://user:secret@192.168.2.9/'],
    ['another protocol', 'file:///etc/passwd'],
    ['HTTPS, whose certificate FFmpeg may not verify', 'https://192.168.2.9/stream'],
    ['a line break in its host', 'http://192.168.2.9\n/stream'],
  ])('is not made of an address with %s', (_, url) => {
    expect(() => transcodeHttp(url, MAIN)).toThrow(RangeError);
  });

  it.each(['workshop-1/pit-1; id', 'workshop-1/pit-$(id)', "workshop-1/pit-1'", ''])(
    'rejects the path %j',
    (to) => {
      expect(() => transcodeCommand({ kind: 'path', path: RAW }, to)).toThrow(RangeError);
    },
  );

  it.each([
    ['the raw path', RAW, transcodeCommand({ kind: 'path', path: RAW }, MAIN), true],
    ['the output path', MAIN, transcodeCommand({ kind: 'path', path: RAW }, MAIN), true],
    ['a camera over HTTP', MAIN, transcodeHttp('http://10.0.0.9/a?b=1', MAIN), true],
    ['a camera over HTTP on the raw path', RAW, transcodeHttp('http://10.0.0.9/a', MAIN), false],
    ['another pit', 'workshop-1/pit-3', transcodeCommand({ kind: 'path', path: RAW }, MAIN), false],
    ['an own path of the operator', 'lobby', transcodeCommand({ kind: 'path', path: RAW }, MAIN), false],
    ['a command that goes on', MAIN, `${transcodeHttp('http://10.0.0.9/a', MAIN)}; id`, false],
    [
      'a URL that leaves its quotes',
      MAIN,
      transcodeHttp('http://10.0.0.9/a', MAIN).replace('9/a', '9/$(id)'),
      false,
    ],
    ['another program', MAIN, transcodeHttp('http://10.0.0.9/a', MAIN).replace('exec env', 'exec sh'), false],
    ['anything else', MAIN, 'curl http://10.0.0.9 | sh', false],
  ])('recognizes only its own commands: %s', (_, path, command, expected) => {
    expect(isTranscodeCommand(command, path)).toBe(expected);
  });
});
