import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { readProgramVersion, isThisMachine, mediaServerOnPath } from './find-media-server';
import { progressText } from './progress-bar';

describe('finding a media server', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'ppf-find-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const program = (text: string): string => {
    const file = path.join(folder, 'mediamtx');
    writeFileSync(file, `#!/bin/sh\n${text}\n`);
    chmodSync(file, 0o755);
    return file;
  };

  it('reads the version of a program', async () => {
    const binary = program('[ "$1" = --version ] && echo v1.20.1');
    expect(await readProgramVersion(binary)).toEqual({ binary, version: 'v1.20.1' });
  });

  it.each([
    ['prints something else', 'echo hello'],
    ['fails', 'echo v1.20.1; exit 3'],
  ])('finds no version in a program that %s', async (_name, text) => {
    expect(await readProgramVersion(program(text))).toMatchObject({ version: undefined });
  });

  it('finds no version in a missing file', async () => {
    expect(await readProgramVersion(path.join(folder, 'none'))).toMatchObject({ version: undefined });
  });

  it('uses the first program with that name on the PATH', () => {
    const file = program('true');
    expect(mediaServerOnPath(`/nowhere:${folder}:/bin`)).toBe(file);
    chmodSync(file, 0o644);
    expect(mediaServerOnPath(`/nowhere::${folder}`)).toBeUndefined();
  });

  it.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['[::1]', true],
    [hostname(), true],
    ['media.example', false],
    ['203.0.113.9', false],
  ])('treats %s as this machine: %p', (host, expected) => {
    expect(isThisMachine(host)).toBe(expected);
  });
});

describe('progressText', () => {
  it('shows the progress, or the bytes if the size is unknown', () => {
    expect(progressText(12_300_000, 24_600_000)).toBe(`[${'#'.repeat(15)}${' '.repeat(15)}] 12.3 of 24.6 MB`);
    expect(progressText(1_500_000, undefined)).toBe('1.5 MB');
  });
});
