import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { portsOf, readSettings } from './settings';

describe('readSettings', () => {
  let directory = '';
  beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), 'ppf-settings-'))));
  afterEach(() => rmSync(directory, { recursive: true }));

  it('needs no setting at all', () => {
    const settings = readSettings({}, directory);
    expect(settings).toMatchObject({
      dataDirectory: path.join(directory, 'data'),
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      databaseUrl: undefined,
      mediaServerBinary: undefined,
      downloadAllowed: true,
    });
    expect(portsOf(settings).map(({ port }) => port)).toEqual([
      3000, 4000, 8554, 8889, 8888, 9997, 8189, 10554, 10555, 10556, 10557,
    ]);
  });

  it('reads .env, and the environment over it', () => {
    writeFileSync(path.join(directory, '.env'), 'PORT=4000\nHOST=0.0.0.0\n');
    expect(readSettings({ HOST: '127.0.0.1' }, directory)).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:4000',
    });
  });

  it('takes paths from the directory that it was started in', () => {
    const settings = readSettings({ DATA_DIR: 'elsewhere', MEDIAMTX_BIN: './mediamtx' }, directory);
    expect(settings.dataDirectory).toBe(path.join(directory, 'elsewhere'));
    expect(settings.mediaServerBinary).toBe(path.join(directory, 'mediamtx'));
  });

  it.each([
    [{ PORT: 'http' }, 'PORT must be a port from 1 to 65535, not "http"'],
    [{ PORT: '0' }, 'PORT must be a port'],
    [{ MEDIAMTX_RTSP_PORT: '70000' }, 'MEDIAMTX_RTSP_PORT must be a port'],
    [{ SAMPLE_CAMERAS_PORT: '65533' }, 'SAMPLE_CAMERAS_PORT must be a port from 1 to 65532'],
    [{ MEDIAMTX_DOWNLOAD: 'no' }, 'MEDIAMTX_DOWNLOAD must be on or off'],
    [{ MEDIAMTX_AUTH: 'internal' }, 'MEDIAMTX_AUTH must be http or jwt'],
    [{ PUBLIC_URL: 'workshop.example' }, 'PUBLIC_URL must begin with http:// or https://'],
    [{ DATABASE_URL: 'mysql://a' }, 'DATABASE_URL must begin with postgres:// or postgresql://'],
    [{ PORT: '8888' }, 'MEDIAMTX_HLS_PORT and PORT both lead to port 8888'],
    [{ PORT: '10556' }, 'SAMPLE_CAMERAS_PORT and PORT both lead to port 10556'],
  ])('refuses %j', (environment, sentence) => {
    expect(() => readSettings(environment, directory)).toThrow(sentence);
  });

  it('names every fault in one message, and no secret', () => {
    const environment = { PORT: 'x', MEDIAMTX_HLS_PORT: 'y', DATABASE_URL: 'mysql://me:hidden@host/db' };
    expect(() => readSettings(environment, directory)).toThrow(/PORT.*; MEDIAMTX_HLS_PORT.*; DATABASE_URL/);
    expect(() => readSettings(environment, directory)).not.toThrow(/hidden/);
  });
});
