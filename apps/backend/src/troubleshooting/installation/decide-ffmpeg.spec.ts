import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decideFfmpeg, FFMPEG_REQUIREMENTS, type FfmpegFacts } from './decide-ffmpeg';
import { probeFfmpeg } from './probe-ffmpeg';

const complete = (version: string, lacks: Partial<typeof FFMPEG_REQUIREMENTS> = {}): FfmpegFacts => ({
  kind: 'found',
  version,
  help: { ...FFMPEG_REQUIREMENTS, ...Object.fromEntries(Object.keys(lacks).map((topic) => [topic, ''])) },
});

describe('the check of FFmpeg', () => {
  it.each<[string, FfmpegFacts, string, RegExp]>([
    ['beside a media server elsewhere', { kind: 'elsewhere' }, 'unknown', /not on this machine/],
    ['that is not there', { kind: 'none' }, 'warning', /no FFmpeg/],
    ['that is complete', complete('5.1.9-0+deb12u1'), 'ok', /5\.1\.9/],
    [
      'without -max_redirects',
      complete('7.0.2-static', { 'protocol=http': '-max_redirects' }),
      'warning',
      /7\.0\.2-static lacks the option -max_redirects/,
    ],
    [
      'without x264',
      complete('7.1', { 'encoder=libx264': 'Encoder libx264' }),
      'warning',
      /lacks encoder=libx264\. Cameras cannot/,
    ],
    [
      'without more',
      complete('6.1', { 'muxer=rtsp': 'Muxer rtsp', 'demuxer=mpjpeg': 'Demuxer mpjpeg' }),
      'warning',
      /muxer=rtsp, demuxer=mpjpeg/,
    ],
  ])('is checked: one %s', (_, facts, state, found) => {
    const check = decideFfmpeg(facts);
    expect([check.state, check.found]).toEqual([state, expect.stringMatching(found)]);
    expect(check.fix === null).toBe(state === 'ok' || state === 'unknown');
  });

  describe('probes this machine', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'ppf-ffmpeg-'));
    const program = path.join(folder, 'ffmpeg');
    const answer = (text: string) => {
      writeFileSync(program, `#!/bin/sh\n${text}\n`);
      chmodSync(program, 0o700);
    };
    afterAll(() => rmSync(folder, { recursive: true }));

    it('for the version and each topic', async () => {
      answer('[ "$1" = -version ] && echo "ffmpeg version 7.0.2-static https://x" || echo "about $3"');
      expect(await probeFfmpeg(['http://10.255.255.1:9997', 'http://127.0.0.1:9997'], program)).toEqual({
        kind: 'found',
        version: '7.0.2-static',
        help: Object.fromEntries(
          Object.keys(FFMPEG_REQUIREMENTS).map((topic) => [topic, `about ${topic}\n`]),
        ),
      });
    });

    it('only if a media server runs here', async () => {
      expect(await probeFfmpeg(['http://media.example:9997', 'http://[fd00::9]:9997'], program)).toEqual({
        kind: 'elsewhere',
      });
    });

    it('and finds none if it does not run', async () => {
      answer('exit 1');
      expect(await probeFfmpeg(['http://localhost:9997'], program)).toEqual({ kind: 'none' });
      expect(await probeFfmpeg(['http://[::1]:9997'], `${program}-missing`)).toEqual({ kind: 'none' });
    });
  });
});
