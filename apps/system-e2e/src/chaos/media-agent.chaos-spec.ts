import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Pit } from '@ppf/contracts';
import { ControlApi } from '@ppf/mediamtx';
import type { SampleCamera } from '@ppf/sample-cameras';
import { type ApiClient } from '../world/api-client';
import { findMediaMtx, type Target } from '../world/target';
import { waitFor } from '@ppf/testing';
import { agentServer, type AgentServer } from './world/agent-process';
import { heals } from './world/healing';
import {
  CAMERA,
  type Installation,
  pitWithCamera,
  startInstallation,
  untilStatus,
} from './world/installation';

const found = findMediaMtx();
if (!found) {
  process.stderr.write(
    'Skipped: chaos tests of a media agent. No real MediaMTX found: set MEDIAMTX_BIN or put mediamtx on the PATH.\n',
  );
}
const CODE = 'a-code-of-the-settings-for-chaos-tests';
/** Minimum milliseconds between two writes of the agent. */
const WRITE_SPACING_MS = 1300;
/** A file of a few paths is smaller than a page. */
const DISK_SIZE = '256k';

/** A file system of its own in memory; an ordinary folder where that is not allowed. */
function makeFolder(): { readonly folder: string; readonly isDisk: boolean } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ppf-agent-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_SIZE},mode=700`, 'tmpfs', folder]);
  return { folder, isDisk: mounted.status === 0 };
}

function describeAgent(target: Target): void {
  const on = target.version ?? '';
  const { folder, isDisk } = makeFolder();
  let installation: Installation;
  let server: AgentServer;
  let control: ControlApi;
  let admin: ApiClient;
  let workshopId: number;
  let pit: Pit;
  let camera: SampleCamera;

  beforeAll(async () => {
    installation = await startInstallation({ MEDIA_AGENT_CODE: CODE });
    const { ports, hookUrl, backend } = installation;
    server = agentServer(target, {
      folder,
      logFolder: installation.folder,
      apiPort: ports.api,
      rtspPort: ports.rtsp,
      hookUrl,
      backendUrl: backend.origin,
      code: CODE,
    });
    installation.atEnd(() => server.mediaServer.kill());
    installation.atEnd(() => server.agent.kill());
    await server.agent.start();
    await server.mediaServer.start();
    control = new ControlApi({ url: `http://127.0.0.1:${ports.api}` });
    installation.atEnd(() => control.close());
    admin = await installation.signIn();
    await waitFor(async () => (await agentOf()).paths_by === 'file', 'the agent sets the paths', {
      withinMs: 20_000,
    });
    workshopId = (await admin.createWorkshop('Rangier Street')).id;
    ({ pit, camera } = await pitWithCamera(installation, admin, workshopId, 1));
    await untilStatus(admin, pit.id, ['live'], 30_000);
  });
  afterAll(async () => {
    await installation?.stop();
    if (isDisk) spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  });

  const agentOf = async () => {
    const [configured] = (await admin.mediaServers()).items;
    if (!configured) throw new Error('There is no media server.');
    return configured;
  };
  const isReady = async () => (await control.paths.get(pit.path))?.ready === true;
  const readySince = async () => (await control.paths.get(pit.path))?.readyTime?.getTime();
  const sourceOf = async (name: string) => (await control.pathConfigs.get(name))?.values['source'];
  /** Adds a pit whose camera does not exist. @returns its path */
  async function addPit(number: number, host: string): Promise<Pit> {
    const added = await admin.createPit(workshopId, number);
    await setHost(added, host);
    return added;
  }
  const setHost = (to: Pit, host: string) =>
    admin.putCamera(to.id, { kind: 'pull', host, port: 554, path: '/stream1', ...CAMERA });
  const hasSource = (to: Pit, host: string) => async () =>
    String(await sourceOf(to.path)).includes(`@${host}:554`);

  it('brings cameras back after MediaMTX was killed while the backend and PostgreSQL are down', async () => {
    await installation.backend.kill();
    await installation.database.kill();
    await server.mediaServer.kill();
    const began = performance.now();
    await server.mediaServer.start();
    const healing = {
      fault: 'MediaMTX killed while backend and PostgreSQL are down',
      on,
      healed: 'camera live',
      promised: 10_000,
    };
    await heals(healing, began, () => waitFor(isReady, 'the camera is live', { withinMs: 30_000 }));
    await installation.database.start();
    await installation.backend.start();
    await untilStatus(admin, pit.id, ['live'], 30_000);
  });

  it('applies what changed while the agent was killed, and leaves a live stream alone', async () => {
    const since = await readySince();
    await server.agent.kill();
    const added = await addPit(2, '127.0.0.2');
    await server.agent.start();
    const healing = { fault: 'media agent killed', on, healed: 'new camera set', promised: 10_000 };
    await heals(healing, performance.now(), () =>
      waitFor(hasSource(added, '127.0.0.2'), 'the path is set', { withinMs: 30_000 }),
    );
    expect(await readySince()).toBe(since);
  });

  it('applies the last of a hundred changes in a row in few writes, and leaves a live stream alone', async () => {
    const since = await readySince();
    const added = (await admin.pits(workshopId)).items.find(({ number }) => number === 2);
    if (!added) throw new Error('There is no second pit.');
    const writes = () => server.log().split('Wrote the file').length;
    const before = writes();
    const first = performance.now();
    for (let each = 1; each <= 100; each += 1) await setHost(added, `127.0.1.${each}`);
    const began = performance.now();
    const healing = {
      fault: 'a hundred changes in a row for a media agent',
      on,
      healed: 'last one set',
      promised: 10_000,
    };
    await heals(healing, began, () =>
      waitFor(hasSource(added, '127.0.1.100'), 'the path is set', { withinMs: 30_000 }),
    );
    expect(writes() - before).toBeLessThanOrEqual(
      Math.ceil((performance.now() - first) / WRITE_SPACING_MS) + 1,
    );
    expect(await readySince()).toBe(since);
    await setHost(added, '127.0.0.2');
    await waitFor(hasSource(added, '127.0.0.2'), 'the path is set', { withinMs: 30_000 });
  });

  it('applies changes again after the backend was unavailable', async () => {
    const since = await readySince();
    await installation.backend.kill();
    await waitFor(() => /WARN/.test(server.log()), 'the agent has noticed', { withinMs: 40_000 });
    await installation.backend.start();
    const added = await addPit(3, '127.0.0.3');
    const healing = {
      fault: 'backend unavailable for the media agent',
      on,
      healed: 'new camera set',
      promised: 25_000,
    };
    await heals(healing, performance.now(), () =>
      waitFor(hasSource(added, '127.0.0.3'), 'the path is set', { withinMs: 40_000 }),
    );
    expect(await readySince()).toBe(since);
  });

  (isDisk ? it : it.skip)('reports a full disk, and applies the change when there is space', async () => {
    const since = await readySince();
    const free = fill(folder);
    const added = await addPit(4, '127.0.0.4');
    await waitFor(
      async () => (await agentOf()).agent.report?.fault === 'disk-full',
      'the fault is reported',
      { withinMs: 20_000 },
    );
    expect(await sourceOf(added.path)).toBeUndefined();
    expect(await readySince()).toBe(since);
    free();
    const healing = { fault: "full disk of the agent's file", on, healed: 'new camera set', promised: 5000 };
    await heals(healing, performance.now(), () =>
      waitFor(hasSource(added, '127.0.0.4'), 'the path is set', { withinMs: 20_000 }),
    );
    await waitFor(async () => (await agentOf()).agent.report?.fault === null, 'the fault is gone', {
      withinMs: 10_000,
    });
  });

  it('writes its file again when it was changed by hand, before MediaMTX is started again', async () => {
    // MediaMTX cannot decrypt it and ends.
    writeFileSync(server.file, 'paths: {}\n');
    await waitFor(() => statSync(server.file).size > 100, 'the agent has written its file', {
      withinMs: 10_000,
    });
    await server.mediaServer.kill();
    const began = performance.now();
    await server.mediaServer.start();
    const healing = {
      fault: "the agent's file changed by hand",
      on,
      healed: 'camera live',
      promised: 10_000,
    };
    await heals(healing, began, () => waitFor(isReady, 'the camera is live', { withinMs: 30_000 }));
  });

  it('restores the paths before a change after which MediaMTX ended', async () => {
    const [, second] = (await admin.pits(workshopId)).items;
    if (!second) throw new Error('There is no second pit.');
    const { ino } = statSync(server.file);
    await setHost(second, '127.0.0.22');
    await waitFor(() => statSync(server.file).ino !== ino, 'the agent has written the change', {
      withinMs: 10_000,
    });
    await server.mediaServer.kill();
    await waitFor(
      async () => (await agentOf()).agent.report?.fault === 'ended-media-server',
      'the fault is reported',
      { withinMs: 30_000 },
    );
    await server.mediaServer.start();
    await waitFor(isReady, 'the camera is live', { withinMs: 30_000 });
    expect(await hasSource(second, '127.0.0.2')()).toBe(true);
    await setHost(second, '127.0.0.23');
    await waitFor(hasSource(second, '127.0.0.23'), 'the next change is set', { withinMs: 20_000 });
    await waitFor(async () => (await agentOf()).agent.report?.fault === null, 'the fault is gone', {
      withinMs: 10_000,
    });
  });

  it('writes no password, code or credential to the log', () => {
    expect(camera.port).toBeGreaterThan(0);
    for (const secret of [CAMERA.password, encodeURIComponent(CAMERA.password), CODE])
      expect(server.log()).not.toContain(secret);
  });
}

/** Writes until nothing more fits. @returns removes it again. */
function fill(folder: string): () => void {
  const file = path.join(folder, 'ballast');
  const ballast = openSync(file, 'w');
  for (const size of [4096, 512, 1]) {
    try {
      for (const block = Buffer.alloc(size); ;) writeSync(ballast, block);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(ballast);
  return () => rmSync(file);
}

(found ? describe : describe.skip)(`a media agent beside MediaMTX ${found?.version ?? '(none found)'}`, () =>
  describeAgent(found as Target),
);
