import { execFileSync } from 'node:child_process';
import type { Pit } from '@ppf/contracts';
import { ControlApi } from '@ppf/mediamtx';
import { type SampleCamera } from '@ppf/sample-cameras';
import { findMediaMtx, SIMULATOR, type Target } from '../world/target';
import { type ApiClient } from '../world/api-client';
import { openEventStream } from '@ppf/testing';
import { setTimeout as pause } from 'node:timers/promises';
import { heals } from './world/healing';
import { pitWithCamera, startInstallation, untilStatus, type Installation } from './world/installation';
import { mediaServerProcess, type MediaServerProcess } from './world/media-server-process';

const found = findMediaMtx();
if (!found) {
  process.stderr.write(
    'Skipped: chaos tests with a real MediaMTX. None found: set MEDIAMTX_BIN or put mediamtx on the PATH.\n',
  );
}

const FLAPS = 20;

function describeFaults(target: Target): void {
  const on = target.version ?? 'simulator';
  let installation: Installation;
  let server: MediaServerProcess;
  let control: ControlApi;
  let admin: ApiClient;
  let pit: Pit;
  let camera: SampleCamera;

  beforeAll(async () => {
    installation = await startInstallation();
    const { ports, folder, hookUrl } = installation;
    server = mediaServerProcess(target, folder, { apiPort: ports.api, rtspPort: ports.rtsp, hookUrl });
    installation.atEnd(() => server.signal('SIGKILL'));
    await server.start();
    control = new ControlApi({ url: `http://127.0.0.1:${ports.api}` });
    installation.atEnd(() => control.close());
    admin = await installation.signIn();
    const { id } = await admin.createWorkshop('Rangier Street');
    ({ pit, camera } = await pitWithCamera(installation, admin, id, 1));
    await untilStatus(admin, pit.id, ['live'], 30_000);
  });
  afterAll(() => installation?.stop());

  const live = () => untilStatus(admin, pit.id, ['live'], 40_000);

  it('recovers after the media server was killed and restarted', async () => {
    await server.signal('SIGKILL');
    await untilStatus(admin, pit.id, ['unknown'], 15_000);
    await server.start();
    const healing = {
      fault: 'media server killed and restarted',
      on,
      healed: 'camera live',
      promised: 15_000,
    };
    await heals(healing, performance.now(), live);
  });

  it('responds while the media server hangs, reports it, and recovers when it continues', async () => {
    await server.signal('SIGSTOP');
    const stopped = performance.now();
    let slowest = 0;
    while (performance.now() - stopped < 9000) {
      const asked = performance.now();
      await admin.pit(pit.id);
      slowest = Math.max(slowest, performance.now() - asked);
      await pause(100);
    }
    await untilStatus(admin, pit.id, ['unknown'], 5000);
    const { media_server: info } = await admin.system();
    expect(info.reachable).toBe(false);
    expect(slowest).toBeLessThan(1000);
    await server.signal('SIGCONT');
    const healing = { fault: 'media server hangs for 9 s', on, healed: 'camera live', promised: 15_000 };
    await heals(healing, performance.now(), live);
  });

  it('creates the paths again when the media server reloads its file and loses them', async () => {
    const before = (await control.paths.get(pit.path))?.readyTime?.getTime();
    server.touchFile();
    const healing = {
      fault: "the media server's file is written",
      on,
      healed: 'path and stream',
      promised: 15_000,
    };
    await heals(healing, performance.now(), async () => {
      for (;;) {
        const path = await control.paths.get(pit.path).catch(() => null);
        const isNew = path?.ready === true && path.readyTime?.getTime() !== before;
        if (isNew && path.confName === pit.path) return;
        await pause(50);
      }
    });
    await live();
  });

  it('shows few status changes of a camera that flaps every second, and writes nothing to the media server', async () => {
    const listener = await openEventStream(installation.backend.origin, admin.accessToken);
    const memory = residentMegabytes(installation.backend.pid);
    const reconciles = () => installation.backend.log().split('Reconciled the paths of').length - 1;
    const runs = reconciles();
    // The path of the camera was created, so the log has this text.
    expect(runs).toBeGreaterThan(0);
    for (let flap = 0; flap < FLAPS; flap += 1) {
      await camera.stop();
      await pause(500);
      await camera.restart();
      await pause(500);
    }
    const flapped = performance.now();
    const events = listener.events.filter(({ event }) => event === 'pit-stream');
    const statuses = events.map(({ data }) => (data as { stream: { status: string } }).stream.status);
    const changes = statuses.filter((status, at) => at > 0 && status !== statuses[at - 1]).length;
    // Less than one change shown for two flaps, each of which is two changes.
    expect(changes).toBeLessThanOrEqual(FLAPS / 2);
    expect(reconciles()).toBe(runs);
    expect(residentMegabytes(installation.backend.pid) - memory).toBeLessThan(25);
    listener.close();
    const healing = {
      fault: `camera flaps ${FLAPS} times, once per second`,
      on,
      healed: 'live again',
      promised: 25_000,
    };
    await heals(healing, flapped, live);
  });
}

/** Of a process, 10^6 bytes. */
function residentMegabytes(pid: number): number {
  return (Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024) / 1e6;
}

describe('faults of the simulator', () => describeFaults(SIMULATOR));
(found ? describe : describe.skip)(`faults of MediaMTX ${found?.version ?? '(none found)'}`, () =>
  describeFaults(found ?? SIMULATOR),
);
