import { type EventStream, openEventStream, waitFor } from '@ppf/testing';
import { UNKNOWN_STREAM } from '@ppf/contracts';
import type { AddressInfo } from 'node:net';
import { JwtService } from '@nestjs/jwt';
import { StreamStatusStore } from '../media-servers';
import { AccessIndex } from '../streams';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';
import { EventStreams, MAX_STREAMS_PER_USER } from './event-streams';
import { EventTiming } from './event-timing';

describe('GET /events', () => {
  let backend: BackendUnderTest;
  let there: TwoWorkshops;
  let port: number;
  let open: EventStream[] = [];
  const board = () => backend.app.get(StreamStatusStore);
  const ourPath = () => `workshop-${there.ours}/pit-1`;
  const theirPath = () => `workshop-${there.theirs}/pit-1`;
  const live = (readers = 0) =>
    ({
      ...UNKNOWN_STREAM,
      status: 'live',
      since: '2026-11-23T09:12:00.000Z',
      codec: 'H264',
      readers,
    }) as const;
  const connect = async (token: string, headers?: Record<string, string>) => {
    const client = await openEventStream(`http://127.0.0.1:${port}`, token, headers);
    open.push(client);
    return client;
  };

  beforeAll(async () => {
    // A closed port: the specs write the stream status themselves.
    backend = await startBackend({ MEDIAMTX_API_PORT: '1' });
    there = await makeTwoWorkshops(backend);
    await backend.app.listen(0, '127.0.0.1');
    port = (backend.app.getHttpServer().address() as AddressInfo).port;
    await waitFor(() => backend.app.get(AccessIndex).size === 2);
  });
  afterEach(() => {
    for (const client of open) client.close();
    open = [];
  });
  afterAll(() => backend.stop());

  it('begins with a snapshot of the visible pits', async () => {
    board().report(ourPath(), live());
    const client = await connect(there.staff);
    expect(client.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
    });
    expect(client.headers).not.toHaveProperty('content-encoding');
    await waitFor(() => client.events.length > 0);
    expect(client.events[0]).toMatchObject({
      event: 'snapshot',
      data: { pits: [{ pit_id: there.ourPit, workshop_id: there.ours, path: ourPath(), stream: live() }] },
    });
    const operator = await connect(there.admin);
    await waitFor(() => operator.events.length > 0);
    expect(operator.events[0]?.data).toMatchObject({
      pits: [{ pit_id: there.ourPit }, { pit_id: there.theirPit }],
    });
  });

  it('sends each change without delay, and none of another workshop', async () => {
    const [ours, theirs] = [await connect(there.owner), await connect(there.otherOwner)];
    await waitFor(() => ours.events.length === 1 && theirs.events.length === 1);
    board().report(ourPath(), live(3));
    await waitFor(() => ours.events.length === 2);
    expect(ours.events[1]).toMatchObject({
      event: 'pit-stream',
      data: { pit_id: there.ourPit, stream: live(3) },
    });
    board().report(theirPath(), live(1));
    await waitFor(() => theirs.events.length === 2);
    expect(JSON.stringify(theirs.events)).not.toContain(ourPath());
    expect(JSON.stringify(ours.events)).not.toContain(theirPath());
  });

  it('sends created, changed and removed pits to the members of their workshop', async () => {
    const [ours, theirs] = [await connect(there.owner), await connect(there.otherOwner)];
    const made = (
      await backend.send({
        method: 'POST',
        url: `/api/v1/workshops/${there.ours}/pits`,
        body: { number: 2 },
        as: there.owner,
      })
    ).body as { id: number };
    const received = () => ours.events.filter(({ data }) => (data as { pit_id?: number }).pit_id === made.id);
    await waitFor(() => received().length === 2);
    expect(received().map(({ event }) => event)).toEqual(['pit', 'pit-stream']);
    const url = `/api/v1/pits/${made.id}`;
    await backend.send({ method: 'PATCH', url, body: { name: 'Window' }, as: there.owner });
    await waitFor(() => received().length === 3);
    await backend.send({ method: 'DELETE', url, as: there.owner });
    await waitFor(() => received().length === 4);
    expect(received().map(({ event }) => event)).toEqual(['pit', 'pit-stream', 'pit', 'pit-removed']);
    expect(theirs.events.map(({ event }) => event)).toEqual(['snapshot']);
  });

  it('continues after the event of Last-Event-ID', async () => {
    const first = await connect(there.owner);
    await waitFor(() => first.events.length === 1);
    board().report(ourPath(), live(4));
    await waitFor(() => first.events.length === 2);
    first.close();
    board().report(ourPath(), live(5));
    const id = first.events[1]?.id ?? '';
    const second = await connect(there.owner, { 'last-event-id': id });
    await waitFor(() => second.events.length === 1);
    expect(second.events[0]).toMatchObject({ event: 'pit-stream', data: { stream: live(5) } });
    const foreigner = await connect(there.otherOwner, { 'last-event-id': id });
    await waitFor(() => foreigner.comments === 1);
    expect(foreigner.events).toEqual([]);
    const lost = await connect(there.owner, { 'last-event-id': 'of-another-process' });
    await waitFor(() => lost.events.length === 1);
    expect(lost.events.map(({ event }) => event)).toEqual(['snapshot']);
  });

  it('keeps only the newest event of each pit for a client that does not read', async () => {
    const slow = await connect(there.owner);
    await waitFor(() => slow.events.length === 1);
    slow.pause();
    const [stream] = openStreams(backend);
    let reports = 0;
    // Until the buffers of both sockets are full, and much longer.
    while (stream?.waiting === 0 && reports < 200_000) await report(500);
    await report(5000);
    expect(stream?.waiting).toBe(1);
    await report(20_000);
    expect(stream?.waiting).toBe(1);
    slow.resume();
    const last = () => slow.events.at(-1)?.data as { stream?: { readers: number } } | undefined;
    await waitFor(() => last()?.stream?.readers === reports);
    expect(slow.events.length).toBeLessThan(reports);

    async function report(count: number): Promise<void> {
      for (let made = 0; made < count; made += 1) {
        board().report(ourPath(), live(++reports));
        if (made % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  it('sends heartbeats', async () => {
    const timing = backend.app.get(EventTiming);
    const usual = timing.heartbeatMs;
    timing.heartbeatMs = 30;
    const client = await connect(there.owner);
    await waitFor(() => client.comments >= 4);
    timing.heartbeatMs = usual;
    expect(usual).toBe(15_000);
  });

  it('ends with the access token, with a reason', async () => {
    const jwt = backend.app.get(JwtService, { strict: false });
    const claims = jwt.decode<Record<string, unknown>>(there.owner);
    const { sub, typ, role, wid, gen } = claims;
    const client = await connect(jwt.sign({ sub, typ, role, wid, gen }, { expiresIn: 2 }));
    await waitFor(() => client.ended);
    expect(client.events.at(-1)).toMatchObject({ event: 'ended', data: { reason: 'access-ended' } });
  });

  it('ends when the user’s rights change', async () => {
    const token = await backend.tokenFor('staff', there.ours);
    const client = await connect(token);
    const other = await connect(there.owner);
    const jwt = backend.app.get(JwtService, { strict: false });
    const { sub } = jwt.decode<{ sub: string }>(token);
    await backend.database.query('UPDATE app_user SET workshop_id = $1 WHERE id = $2', [there.theirs, sub]);
    await waitFor(() => client.ended);
    expect(client.events.at(-1)).toMatchObject({ event: 'ended', data: { reason: 'rights-changed' } });
    await expect(connect(token)).rejects.toMatchObject({ status: 401 });
    expect(other.ended).toBe(false);
  });

  it('limits the streams per user, and opens another one after one is closed', async () => {
    const token = await backend.tokenFor('staff', there.ours);
    const first = await connect(token);
    for (let count = 1; count < MAX_STREAMS_PER_USER; count += 1) await connect(token);
    await expect(connect(token)).rejects.toMatchObject({ status: 429, headers: { 'retry-after': '10' } });
    expect(await connect(there.owner)).toMatchObject({ ended: false });
    first.close();
    await waitFor(() => openStreams(backend).length === MAX_STREAMS_PER_USER);
    expect(await connect(token)).toMatchObject({ ended: false });
  });

  it('answers HEAD without a stream, and requires an access token', async () => {
    expect((await backend.send({ url: '/api/v1/events' })).status).toBe(401);
    const asked = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
      method: 'HEAD',
      headers: { authorization: `Bearer ${there.owner}` },
    });
    expect([asked.status, asked.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    expect(openStreams(backend)).toEqual([]);
  });

  it('ends every stream on shutdown', async () => {
    const client = await connect(there.owner);
    await waitFor(() => client.events.length === 1);
    const began = Date.now();
    await backend.app.close();
    await waitFor(() => client.ended);
    // A server that waits for its clients closes after the 72 s of keep-alive, or never.
    expect(Date.now() - began).toBeLessThan(60_000);
  });
});

/** The open streams of the process. */
function openStreams(backend: BackendUnderTest) {
  return backend.app.get(EventStreams).all;
}
