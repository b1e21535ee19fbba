import { ControlApiProblem } from '@ppf/mediamtx';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DesiredDocument } from './document/document';
import { decryptFile } from './file/encrypt-file';
import { FileStore } from './file/file-store';
import { MARKER_PATH } from './file/plan-file';
import { SettingsSource } from './file/settings-source';
import { FileWriter } from './file-writer';
import { MediaServerMonitor } from './machine/media-server-monitor';

const KEY = 'k'.repeat(32);
const SETTINGS = ['authMethod: http', 'authHTTPAddress: http://127.0.0.1:1/hook', 'api: true'].join('\n');
const document = (host: string): DesiredDocument => ({
  version: `version-of-${host}`,
  pathsBy: 'file',
  entries: [{ path: 'workshop-1/pit-1', config: { source: `rtsp://${host}/x` }, keeps: null }],
  refused: [],
  reconnects: [],
});

describe('the writer of the file', () => {
  let folder: string;
  let file: string;
  let writer: FileWriter;
  /** Id of the file that MediaMTX has loaded; null: MediaMTX is down. */
  let loaded: string | null;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'ppf-media-agent-'));
    file = path.join(folder, 'mediamtx.yml');
    writeFileSync(path.join(folder, 'settings.yml'), SETTINGS);
    loaded = null;
    const pathConfigs = {
      get: () => marker(),
      // Another client has removed the path.
      list: () => Promise.resolve([]),
    };
    const info = () => Promise.resolve({ version: 'v1.20.1' });
    const monitor = new MediaServerMonitor({ pathConfigs, info } as never);
    writer = new FileWriter(
      new FileStore(file, KEY),
      new SettingsSource(path.join(folder, 'settings.yml'), null),
      monitor,
      { info: () => undefined, warn: () => undefined },
      null,
    );
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const marker = () =>
    loaded === null
      ? Promise.reject(new ControlApiProblem('unreachable', 'GET config/paths/get', null, 'no answer'))
      : Promise.resolve({ name: MARKER_PATH, values: { rtspRangeStart: loaded } });
  const text = () => decryptFile(readFileSync(file, 'utf8'), KEY) ?? '';
  /** MediaMTX loads the file. */
  const load = () => void (loaded = /"id":"([\w-]{24})"/.exec(text())?.[1] ?? null);

  /** Writes a first file and a second one, after which MediaMTX ends. @returns the instant, in ms */
  async function endAfterSecondWrite(): Promise<number> {
    writer.setDesired(document('10.0.0.1'));
    await writer.step(0);
    load();
    await writer.step(2000);
    writer.setDesired(document('10.0.0.2'));
    await writer.step(4000);
    expect(text()).toContain('10.0.0.2');
    loaded = null;
    await writer.step(4150);
    await writer.step(14_100);
    return 14_100;
  }

  it('restores the file before the last write when MediaMTX ends after it, and reports that', async () => {
    await endAfterSecondWrite();
    expect(text()).toContain('10.0.0.1');
    expect(writer.state).toMatchObject({ fault: 'ended-media-server', isApplied: false });
  });

  it('reports the fault until MediaMTX has loaded a later file', async () => {
    const now = await endAfterSecondWrite();
    load();
    await writer.step(now + 2000);
    expect(writer.state.fault).toBe('ended-media-server');
    writer.setDesired(document('10.0.0.3'));
    await writer.step(now + 4000);
    expect(text()).toContain('10.0.0.3');
    expect(writer.state.fault).toBe('ended-media-server');
    load();
    await writer.step(now + 5000);
    expect(writer.state).toMatchObject({ fault: null, isApplied: true });
  });

  it('tries the file again after five minutes', async () => {
    const now = await endAfterSecondWrite();
    load();
    await writer.step(now + 299_000);
    expect(text()).toContain('10.0.0.1');
    await writer.step(now + 301_000);
    expect(text()).toContain('10.0.0.2');
    load();
    await writer.step(now + 303_000);
    expect(writer.state).toMatchObject({ fault: null, isApplied: true });
  });

  it('pulls a camera again although another change arrives before the next write', async () => {
    writer.setDesired(document('10.0.0.1'));
    await writer.step(0);
    load();
    // Compares with MediaMTX, which is done once a minute.
    await writer.step(50);
    const request = { id: 'request-1', path: 'workshop-1/pit-1' };
    writer.setDesired({ ...document('10.0.0.1'), reconnects: [request] });
    await writer.step(100);
    expect(text()).not.toContain('request-1');
    writer.setDesired({ ...document('10.0.0.2'), reconnects: [request] });
    await writer.step(1400);
    expect(text()).toContain('"rtspRangeStart":"request-1"');
    load();
    const { ino } = statSync(file);
    writer.setDesired({ ...document('10.0.0.2'), reconnects: [request] });
    await writer.step(3000);
    expect(statSync(file).ino).toBe(ino);
  });

  it('forgets a request to pull a camera again while the backend sets the paths', async () => {
    const request = { id: 'request-1', path: 'workshop-1/pit-1' };
    writer.setDesired({ ...document('10.0.0.1'), reconnects: [request] });
    writer.setDesired({ ...document('10.0.0.1'), pathsBy: 'api' });
    writer.setDesired(document('10.0.0.1'));
    await writer.step(0);
    expect(text()).toContain('10.0.0.1');
    expect(text()).not.toContain('request-1');
  });

  it('makes one write each 1.3 s of a hundred changes a second, and the last one is on disk', async () => {
    const writes: number[] = [];
    let inode = 0n;
    for (let now = 0; now <= 11_500; now += 10) {
      if (now < 10_000) writer.setDesired(document(`10.0.0.${(now / 10) % 250}`));
      await writer.step(now);
      load();
      const { ino } = statSync(file, { bigint: true });
      if (ino !== inode) writes.push(now);
      inode = ino;
    }
    expect(writes.length).toBe(9);
    for (const [at, write] of writes.slice(1).entries())
      expect(write - (writes[at] ?? 0)).toBeGreaterThanOrEqual(1300);
    expect(text()).toContain('10.0.0.249');
    expect(writer.state).toMatchObject({ document: 'version-of-10.0.0.249', isApplied: true, fault: null });
  });

  it('writes again what another client has changed, until its credential is revoked', async () => {
    writer.setDesired(document('10.0.0.1'));
    await writer.step(0);
    load();
    const { ino } = statSync(file);
    await writer.step(2000);
    expect(statSync(file).ino).not.toBe(ino);
    await writer.step(4000);
    writer.release();
    const released = statSync(file).ino;
    await writer.step(70_000);
    await writer.step(72_000);
    expect(statSync(file).ino).toBe(released);
    expect(text()).toContain('10.0.0.1');
    loaded = null;
    await writer.step(80_000);
    expect(text()).not.toContain('rtsp://10.0.0.1');
  });
});
