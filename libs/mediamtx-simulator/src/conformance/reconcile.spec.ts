import type { SamplePublisher } from '@ppf/sample-cameras';
import { waitFor } from '@ppf/testing';
import { serverLaunchers } from './server-launchers';
import { HookStub } from './hook-stub';
import { JTI, send } from './http-request';
import { publish, untilPath } from './publisher';
import { recorded } from './recorded';
import type { ServerUnderTest } from './servers-under-test';
import { WhepViewer } from './whep-viewer';

/** A configuration change while a path has a publisher and a viewer. */
const CHANGES: [key: string, path: string, method: string, call: string, body: object | null][] = [
  ['replace_with_equal', 'workshop-5/pit-1', 'POST', 'replace/workshop-5/pit-1', { recordDeleteAfter: '1d' }],
  ['patch_equal', 'workshop-5/pit-2', 'PATCH', 'patch/workshop-5/pit-2', { maxReaders: 0 }],
  ['add_other_path', 'workshop-5/pit-3', 'POST', 'add/workshop-8/pit-1', {}],
  ['delete_other_path', 'workshop-5/pit-4', 'DELETE', 'delete/workshop-9/pit-1', null],
  [
    'patch_recordDeleteAfter',
    'workshop-5/pit-5',
    'PATCH',
    'patch/workshop-5/pit-5',
    { recordDeleteAfter: '3d' },
  ],
  ['patch_maxReaders', 'workshop-5/pit-6', 'PATCH', 'patch/workshop-5/pit-6', { maxReaders: 5 }],
  ['delete_live_path', 'elsewhere/pit-7', 'DELETE', 'delete/elsewhere/pit-7', null],
  ['literal_added_over_live_regex', 'workshop-6/pit-1', 'POST', 'add/workshop-6/pit-1', {}],
];

interface Effect {
  viewer: string;
  publisher: string;
  api: number;
  confName?: string;
}

describe.each(serverLaunchers())('a change of the configuration of $name', (launcher) => {
  const hook = new HookStub();
  let server: ServerUnderTest;
  const cameras: SamplePublisher[] = [];
  const config = (method: string, call: string, body: object | null) =>
    send(server.ports.api, `/v3/config/paths/${call}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });

  beforeAll(async () => {
    server = await launcher.start(await hook.start());
    await config('POST', 'add/workshop-9/pit-1', {});
  });
  afterAll(async () => {
    await Promise.all(cameras.map((camera) => camera.stop()));
    await server.stop();
    await hook.stop();
  });

  it.each(CHANGES)(
    'has the recorded effect on viewer and publisher: %s',
    async (key, path, method, call, body) => {
      const expected = recorded<Record<string, Effect>>('reconcile', 'effects')[key]!;
      if (!expected.confName) await config('POST', `add/${path}`, {});
      cameras.push(await publish(server, path));
      const { source } = await untilPath(server, path, ({ ready }) => ready);
      const viewer = await WhepViewer.watch(server.ports.webrtc, path, JTI);
      await viewer.until(({ frames }) => frames > 0);
      expect((await config(method, call, body)).status).toBe(expected.api);
      // A session that stays receives more pictures.
      const { frames } = viewer;
      await viewer.until((now) => now.closedAt !== null || now.frames > frames + 15);
      const dropped = viewer.closedAt !== null;
      expect([key, dropped ? 'dropped' : 'stays']).toEqual([key, expected.viewer.split(' ')[0]]);
      const { body: shown } = await send(server.ports.api, `/v3/paths/get/${path}`);
      const now = shown as { source?: { id: string } | null; confName?: string };
      expect(now.source?.id === source?.id ? 'stays' : 'dropped').toBe(expected.publisher);
      if (expected.confName) expect(now.confName).toBe(expected.confName);
      viewer.stop();
    },
  );
});

describe.each(serverLaunchers())('the configuration file of $name', (launcher) => {
  const hook = new HookStub();
  let server: ServerUnderTest;

  beforeAll(async () => {
    server = await launcher.start(await hook.start());
  });
  afterAll(async () => {
    await server.stop();
    await hook.stop();
  });

  it('discards paths of the API when it is written, even with the same text, and keeps publisher and viewer', async () => {
    await send(server.ports.api, '/v3/config/paths/add/workshop-4/pit-1', { method: 'POST', body: '{}' });
    const camera = await publish(server, 'workshop-1/pit-1');
    await untilPath(server, 'workshop-1/pit-1', ({ ready }) => ready);
    const viewer = await WhepViewer.watch(server.ports.webrtc, 'workshop-1/pit-1', JTI);
    await viewer.until(({ frames }) => frames > 0);
    server.writeConfig(server.config);
    await waitFor(
      async () => (await send(server.ports.api, '/v3/config/paths/get/workshop-4/pit-1')).status === 404,
      'the removal of the path',
    );
    const { frames } = viewer;
    await viewer.until((now) => now.frames > frames + 5);
    expect(viewer.closedAt).toBeNull();
    viewer.stop();
    await camera.stop();
  });

  it('ends the server with exit code 0 when it becomes invalid', async () => {
    // Two reloads within a second are one.
    await new Promise((resolve) => setTimeout(resolve, 1200));
    server.writeConfig(`${server.config}\nnopeKey: 1\n`);
    const { log } = recorded<{ log: string[] }>('reconcile', 'invalid_file_while_running');
    expect(await server.ended).toBe(0);
    const lines = server.log.map((line) => line.replace(/^\S+ \S+ /, ''));
    for (const line of log) expect(lines).toContain(line.replace(/^\S+ \S+ /, ''));
  });
});
