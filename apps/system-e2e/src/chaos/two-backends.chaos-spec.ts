import type { Pit } from '@ppf/contracts';
import { type SampleCamera } from '@ppf/sample-cameras';
import { SIMULATOR } from '../world/target';
import { type EventStream, openEventStream, waitFor } from '@ppf/testing';
import { type BackendProcess } from './world/backend-process';
import { heals } from './world/healing';
import {
  CAMERA,
  pitWithCamera,
  startInstallation,
  untilStatus,
  type Installation,
} from './world/installation';
import { mediaServerProcess } from './world/media-server-process';
import { ControlApi } from '@ppf/mediamtx';

let installation: Installation;
let control: ControlApi;
let second: BackendProcess;
let workshopId: number;
let pit: Pit;
let camera: SampleCamera;

beforeAll(async () => {
  installation = await startInstallation();
  const { ports, folder, hookUrl } = installation;
  const server = mediaServerProcess(SIMULATOR, folder, { apiPort: ports.api, rtspPort: ports.rtsp, hookUrl });
  installation.atEnd(() => server.signal('SIGKILL'));
  await server.start();
  control = new ControlApi({ url: `http://127.0.0.1:${ports.api}` });
  installation.atEnd(() => control.close());
  second = await installation.anotherBackend('second');
  await second.start();
  const admin = await installation.signIn();
  workshopId = (await admin.createWorkshop('Rangier Street')).id;
  ({ pit, camera } = await pitWithCamera(installation, admin, workshopId, 1));
  for (const backend of [installation.backend, second])
    await untilStatus(await installation.signIn(backend), pit.id, ['live'], 30_000);
});
afterAll(() => installation?.stop());

/** Each of the two is the one that is killed once, so that whichever leads is killed. */
it.each(['first', 'second'] as const)(
  'continues on the other backend when the %s of two is killed',
  async (which) => {
    const [killed, survivor] =
      which === 'first' ? [installation.backend, second] : [second, installation.backend];
    const api = await installation.signIn(survivor);
    const listener = await openEventStream(survivor.origin, api.accessToken);
    await killed.kill('SIGKILL');
    const died = performance.now();
    const number = which === 'first' ? 2 : 3;
    const promised = 10_000;
    await camera.stop();
    await heals(
      {
        fault: `${which} of two backends killed`,
        on: 'simulator',
        healed: 'change reported by the other',
        promised,
      },
      died,
      () => reported(listener, ['connecting', 'offline', 'stalled']),
    );
    const before = performance.now();
    const made = await api.createPit(workshopId, number);
    await api.putCamera(made.id, { kind: 'pull', host: '127.0.0.1', port: 9, path: '/', ...CAMERA });
    await heals(
      {
        fault: `${which} of two backends killed`,
        on: 'simulator',
        healed: 'new camera set by the other',
        promised,
      },
      before,
      () =>
        waitFor(async () => (await control.pathConfigs.get(made.path)) ?? undefined, 'its path is made', {
          withinMs: 20_000,
        }),
    );
    await camera.restart();
    await reported(listener, ['live']);
    expect(listener.ended).toBe(false);
    listener.close();
    await killed.start();
    await untilStatus(await installation.signIn(killed), pit.id, ['live'], 30_000);
  },
);

/** Waits for an event of the pit with one of these states after all others. */
function reported(listener: EventStream, statuses: readonly string[]): Promise<unknown> {
  return waitFor(
    () => {
      const events = listener.events.filter(
        ({ event, data }) => event === 'pit-stream' && ofPit(data) === pit.id,
      );
      const last = events.at(-1)?.data as { stream: { status: string } } | undefined;
      return last && statuses.includes(last.stream.status) ? last : undefined;
    },
    `it is reported ${statuses.join(' or ')}`,
    { withinMs: 20_000 },
  );
}

function ofPit(data: unknown): number {
  return (data as { pit_id: number }).pit_id;
}
