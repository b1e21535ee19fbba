import { ControlApiStub, type EventStream, openEventStream, waitFor } from '@ppf/testing';
import { type LiveEvents, type PitStream } from '@ppf/contracts';
import { type AddressInfo } from 'node:net';
import { type MediaServer, MediaServers } from '../media-servers';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';

describe('two backends on one database', () => {
  const media = new ControlApiStub();
  let backends: BackendUnderTest[];
  let there: TwoWorkshops;
  let mediaPort: string;
  let ports: number[];
  const open: EventStream[] = [];
  const path = () => `workshop-${there.ours}/pit-1`;

  beforeAll(async () => {
    media.pathFormat = 'current';
    mediaPort = String((await media.start()).port);
    const first = await startBackend({ MEDIAMTX_API_PORT: mediaPort });
    const second = await startBackend({ MEDIAMTX_API_PORT: mediaPort, DATABASE_URL: first.databaseUrl });
    backends = [first, second];
    there = await makeTwoWorkshops(first);
    for (const pit of [there.ourPit, there.theirPit])
      await first.send({
        method: 'PUT',
        url: `/api/v1/pits/${pit}/camera`,
        body: { kind: 'push' },
        as: there.admin,
      });
    ports = await Promise.all(backends.map(listening));
  });
  afterAll(async () => {
    for (const client of open) client.close();
    // The first backend owns the database, so it stops last.
    for (const backend of backends.reverse()) await backend.stop();
    await media.stop();
  });

  const connect = async (token: string): Promise<EventStream[]> => {
    const clients = await Promise.all(
      ports.map((port) => openEventStream(`http://127.0.0.1:${port}`, token)),
    );
    open.push(...clients);
    return clients;
  };
  const newest = (client: EventStream | undefined): PitStream | undefined => {
    const streams = client?.events.flatMap(({ event, data }) =>
      event === 'snapshot'
        ? (data as LiveEvents['snapshot']).pits
        : event === 'pit-stream'
          ? [data as LiveEvents['pit-stream']]
          : [],
    );
    return streams?.filter((each) => each.path === path()).at(-1)?.stream;
  };

  it('report the same status of a pit, although only one of them polls the media server', async () => {
    const clients = await connect(there.staff);
    await waitFor(() => clients.every((client) => newest(client)?.status === 'offline'));
    media.sent.set(path(), { source: 'rtspSession' });
    await waitFor(() => clients.every((client) => newest(client)?.status === 'live'));
    expect(newest(clients[0])).toMatchObject({ codec: 'H264', profile: 'High', width: 1280, height: 720 });
    expect(newest(clients[1])).toEqual(newest(clients[0]));
    const [leading, following] = backends.map(({ app }) => {
      const [server] = app.get(MediaServers).all as [MediaServer];
      return jest.spyOn(server.api.paths, 'list');
    });
    await waitFor(() => (leading?.mock.calls.length ?? 0) >= 3);
    expect(following).not.toHaveBeenCalled();
    const shown = await Promise.all(
      backends.map((backend) => backend.send({ url: `/api/v1/pits/${there.ourPit}`, as: there.staff })),
    );
    const [one, other] = shown.map(({ body }) => (body as { stream: PitStream }).stream);
    expect(one).toMatchObject({ status: 'live' });
    expect(other).toEqual(one);
  });

  it('send no events of another workshop’s pits', async () => {
    const clients = await connect(there.otherOwner);
    await waitFor(() => clients.every(hasSnapshot));
    media.sent.delete(path());
    await waitFor(() => newest(open[0])?.status === 'offline' && newest(open[1])?.status === 'offline');
    media.sent.set(path(), { source: 'rtspSession' });
    await waitFor(() => newest(open[0])?.status === 'live' && newest(open[1])?.status === 'live');
    for (const client of clients) expect(JSON.stringify(client.events)).not.toContain(path());
  });

  it('share the status with a backend that starts later', async () => {
    const late = await startBackend({
      MEDIAMTX_API_PORT: mediaPort,
      DATABASE_URL: backends[0]?.databaseUrl,
    });
    const status = async () =>
      (
        (await late.send({ url: `/api/v1/pits/${there.ourPit}`, as: there.staff })).body as {
          stream: PitStream;
        }
      ).stream.status;
    await waitFor(async () => (await status()) === 'live');
    await late.stop();
  });

  it('end the streams of a user who is removed at the other one', async () => {
    const token = await (backends[0] as BackendUnderTest).tokenFor('staff', there.ours);
    const clients = await connect(token);
    await waitFor(() => clients.every(hasSnapshot));
    const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
      sub: string;
    };
    await (backends[1] as BackendUnderTest).database.query('DELETE FROM app_user WHERE id = $1', [sub]);
    await waitFor(() => clients.every(({ ended }) => ended));
    for (const client of clients)
      expect(client.events.at(-1)).toMatchObject({ event: 'ended', data: { reason: 'rights-changed' } });
  });

  it('continue without a gap when the leader stops', async () => {
    const clients = await connect(there.staff);
    await waitFor(() => clients.every((client) => newest(client)?.status === 'live'));
    const since = newest(clients[1])?.since;
    // The first one started alone, so it is the leader.
    await backends[0]?.app.close();
    media.calls.length = 0;
    await waitFor(() => media.calls.filter((call) => call === 'GET paths/list').length > 2);
    expect(clients[1]?.events.some(({ data }) => JSON.stringify(data).includes('"unknown"'))).toBe(false);
    expect(newest(clients[1])).toMatchObject({ status: 'live', since });
    media.sent.delete(path());
    await waitFor(() => newest(clients[1])?.status === 'offline');
  });
});

const hasSnapshot = ({ events }: EventStream) => events.some(({ event }) => event === 'snapshot');

async function listening({ app }: BackendUnderTest): Promise<number> {
  await app.listen(0, '127.0.0.1');
  return (app.getHttpServer().address() as AddressInfo).port;
}
