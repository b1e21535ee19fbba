import type { SamplePublisher } from '@ppf/sample-cameras';
import { serverLaunchers } from './server-launchers';
import { HookStub } from './hook-stub';
import { basic, send } from './http-request';
import { normalize } from './normalize';
import { listedIds, publish, untilPath } from './publisher';
import { recorded } from './recorded';
import { readRtsp, rtsp, sendRtsp } from './rtsp-request';
import type { ServerUnderTest } from './servers-under-test';

const LIVE = 'workshop-1/pit-1';

/** Denied requests: path and headers. */
const REFUSED: [key: string, path: string, headers: Record<string, string>][] = [
  ['describe_no_creds', LIVE, {}],
  ['describe_wrong', LIVE, basic('cam-1', 'wrong')],
  ['describe_wrong_token', `${LIVE}?token=wrong`, {}],
  ['describe_no_stream', 'workshop-1/pit-2', basic('cam-1', 'cam-secret')],
  ['describe_unconfigured', 'nowhere', basic('cam-1', 'cam-secret')],
  ['describe_colon_password', LIVE, basic('cam-1', 'a:b')],
  ['describe_bearer', LIVE, { Authorization: 'Bearer good-token' }],
];

interface Recorded {
  answers: string[];
  end: string;
  hookCalls: number;
}

describe.each(serverLaunchers())('RTSP of $name', (launcher) => {
  const hook = new HookStub();
  let server: ServerUnderTest;
  let publisher: SamplePublisher;

  beforeAll(async () => {
    server = await launcher.start(await hook.start());
    publisher = await publish(server, LIVE);
    await untilPath(server, LIVE, ({ ready }) => ready);
  });
  afterAll(async () => {
    await publisher.stop();
    await server.stop();
    await hook.stop();
  });

  it.concurrent.each(REFUSED)('answers %s as recorded', async (key, path, headers) => {
    const seen = await sendRtsp(server.ports.rtsp, [rtsp('DESCRIBE', server.ports.rtsp, path, headers)]);
    const { answers, end } = recorded<Recorded>('rtsp', key);
    expect(seen.answers).toEqual(answers.map((answer) => answer.replace(/ \| \d+ ms$/, '')));
    expect(`${seen.closedBy} closed`).toBe(end);
  });

  it('sends a password of 1400 characters to the hook, and closes the connection for one of 1600', async () => {
    const describeWithPassword = (length: number) =>
      sendRtsp(server.ports.rtsp, [
        rtsp('DESCRIBE', server.ports.rtsp, LIVE, basic('cam-1', 'p'.repeat(length))),
      ]);
    const [passes, fails] = await Promise.all([describeWithPassword(1400), describeWithPassword(1600)]);
    expect(passes.answers[0]).toBe(recorded<{ status: string }>('rtsp', 'describe_password_1400').status);
    expect(hook.calls.some(({ body }) => String(body.password).length === 1400)).toBe(true);
    expect(fails).toMatchObject({ answers: [], closedBy: 'server' });
    expect(hook.calls.some(({ body }) => String(body.password).length === 1600)).toBe(false);
  });

  it('rejects a reader that requests UDP', async () => {
    const setup = rtsp('SETUP', server.ports.rtsp, `${LIVE}/trackID=0`, {
      Transport: 'RTP/AVP;unicast;client_port=5000-5001',
      ...basic('cam-1', 'cam-secret'),
    });
    const { answers } = await sendRtsp(server.ports.rtsp, [setup]);
    expect(answers[0]).toBe(recorded<string>('rtsp', 'udp_setup_when_tcp_only'));
  });

  it('admits a reader after hook requests for DESCRIBE and for the first SETUP', async () => {
    const before = hook.calls.length;
    const headers = { ...basic('jti-123', 'eyJhbGciOi.payload.sig'), 'User-Agent': 'Lavf59.27.100' };
    const { port, path } = { port: server.ports.rtsp, path: LIVE };
    const transport = { Transport: 'RTP/AVP/TCP;unicast;interleaved=0-1' };
    const { answers } = await sendRtsp(port, [
      rtsp('OPTIONS', port, path),
      rtsp('DESCRIBE', port, path, headers),
      rtsp('SETUP', port, `${path}/trackID=0`, { ...headers, ...transport }),
    ]);
    expect(answers).toEqual(['RTSP/1.0 200 OK', 'RTSP/1.0 200 OK', 'RTSP/1.0 200 OK']);
    const [describeCall, setupCall] = hook.calls.slice(before).map(({ body }) => body);
    const bodies = recorded<Record<string, Record<string, unknown>>>('hook', 'bodies');
    expect(normalize(describeCall)).toEqual(normalize(bodies.rtsp_read_jti_jwt_as_user_pass));
    expect(setupCall).toMatchObject({ userAgent: 'Lavf59.27.100', action: 'read' });
    expect(setupCall!.id).not.toBe(describeCall!.id);
    expect(hook.calls.length - before).toBe(2);
  });

  it('shows a publisher in path, session and connection as recorded', async () => {
    const kept = recorded<Record<string, Record<string, unknown>>>('rtsp', 'api_while_publishing');
    const path = (await send(server.ports.api, `/v3/paths/get/${LIVE}`)).body as Record<string, unknown>;
    const shape = ({ tracks2: _tracks, ...rest }: Record<string, unknown>) => normalize(rest);
    expect(shape(path)).toEqual(shape(kept.path!));
    expect(path.tracks2).toEqual([
      {
        codec: 'H264',
        codecProps: { width: 640, height: 360, profile: 'Baseline', level: expect.any(String) as string },
      },
    ]);
    const first = async (list: string) =>
      ((await send(server.ports.api, `/v3/${list}/list`)).body as { items: Record<string, unknown>[] })
        .items[0]!;
    const session = await first('rtspsessions');
    expect(normalize({ ...session, userAgent: '' })).toEqual(
      normalize({ ...kept.rtspsession, userAgent: '' }),
    );
    expect(normalize(await first('rtspconns'))).toEqual(normalize(kept.rtspconn));
    expect((path.source as { id: string }).id).toBe(session.id);
  });

  it('counts received bytes', async () => {
    const { bytesReceived } = await untilPath(server, LIVE, ({ ready }) => ready);
    const later = await untilPath(server, LIVE, (path) => path.bytesReceived > bytesReceived);
    expect(later.bytesReceived).toBeGreaterThan(bytesReceived);
  });

  it('replaces the publisher by a new one', async () => {
    const before = await untilPath(server, LIVE, ({ ready }) => ready);
    const other = await publish(server, LIVE);
    const after = await untilPath(
      server,
      LIVE,
      ({ source }) => source !== null && source.id !== before.source?.id,
    );
    expect(after.ready).toBe(true);
    await other.stop();
  });

  it('disconnects a kicked publisher', async () => {
    const camera = await publish(server, 'workshop-1/pit-2');
    const { source } = await untilPath(server, 'workshop-1/pit-2', ({ ready }) => ready);
    const kicked = await send(server.ports.api, `/v3/rtspsessions/kick/${source!.id}`, { method: 'POST' });
    expect({ status: kicked.status, body: kicked.body }).toEqual(
      recorded<{ kick: unknown }>('rtsp', 'kick_publisher').kick,
    );
    expect(await listedIds(server, 'rtspsessions')).not.toContain(source!.id);
    await camera.stop();
  });

  it('disconnects a kicked reader: its connection and session end, and the publisher stays', async () => {
    const path = 'workshop-1/pit-9';
    const camera = await publish(server, path);
    await untilPath(server, path, ({ ready }) => ready);
    const before = await listedIds(server, 'rtspsessions');
    const reader = await readRtsp(server.ports.rtsp, path, basic('cam-1', 'cam-secret'));
    const { source } = await untilPath(server, path, ({ readers }) => readers.length === 1);
    const [id = ''] = (await listedIds(server, 'rtspsessions')).filter((each) => !before.includes(each));
    const kicked = await send(server.ports.api, `/v3/rtspsessions/kick/${id}`, { method: 'POST' });
    expect({ status: kicked.status, body: kicked.body }).toEqual(
      recorded<{ kick: unknown }>('rtsp', 'kick_publisher').kick,
    );
    expect(await reader.closedBy).toBe('server');
    const after = await untilPath(server, path, ({ readers }) => readers.length === 0);
    expect([after.ready, after.source?.id]).toEqual([true, source?.id]);
    expect(await listedIds(server, 'rtspsessions')).toEqual(before);
    const again = await send(server.ports.api, `/v3/rtspsessions/kick/${id}`, { method: 'POST' });
    expect(again.status).toBe(404);
    await camera.stop();
  });

  it('admits a publisher with its key in the query, as recorded', async () => {
    const { startSamplePublisher } = await import('@ppf/sample-cameras');
    const url = `rtsp://127.0.0.1:${server.ports.rtsp}/workshop-1/pit-9?token=good-token`;
    const camera = await startSamplePublisher({ url, clip: 'push' });
    const call = hook.calls.find(
      ({ body }) => body.action === 'publish' && body.query === 'token=good-token',
    );
    const expected = recorded<Record<string, Record<string, unknown>>>(
      'hook',
      'bodies',
    ).rtsp_publish_query_token!;
    const shape = (body: Record<string, unknown>) => normalize({ ...body, path: '', userAgent: '' });
    expect(shape(call!.body)).toEqual(shape(expected));
    await camera.stop();
  });
});
