import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { RECORDED_RELEASES, type RecordedAnswer, recordingOf } from '../recorded/recordings';
import { isAtLeast } from '../release';
import { ControlApi } from './control-api';

type Answers = (call: string) => RecordedAnswer | null;
/** Of a global configuration, which holds secrets too. */
const GLOBAL = {
  hls: true,
  hlsVariant: 'lowLatency',
  hlsAlwaysRemux: true,
  authHTTPAddress: 'http://u:secret@b',
};
const SOURCE = 'rtsp://a:b%zz@127.0.0.1/x';

describe('ControlApi', () => {
  let server: Server;
  let api: ControlApi;
  let calls: { call: string; body: string; authorization: string | undefined }[];

  /** A server that answers as recorded; null leaves the call without a response. */
  async function serve(answers: Answers, options: { timeoutMs?: number } = {}): Promise<void> {
    calls = [];
    server = createServer((req, res) => {
      void readBody(req).then((body) => {
        const call = `${req.method} ${req.url}`;
        calls.push({ call, body, authorization: req.headers.authorization });
        const answer = answers(call);
        if (!answer) return;
        res.statusCode = answer.status;
        res.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    api = new ControlApi({
      url: `http://127.0.0.1:${port}`,
      credential: { user: 'backend', password: 'p@ss' },
      ...options,
    });
  }

  afterEach(async () => {
    api.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  });

  describe.each(RECORDED_RELEASES)('with the recorded responses of %s', (release) => {
    const recording = recordingOf(release);
    /** Size and profile are listed from v1.17.0 on. */
    const listsPicture = isAtLeast(release, 'v1.17.0');
    const picture = listsPicture
      ? { profile: 'Baseline', width: 320, height: 180 }
      : { profile: null, width: null, height: null };
    const recorded = (key: string): RecordedAnswer => {
      const answer = recording.api[key];
      if (!answer) throw new Error(`${release} has no recording of ${key}`);
      return answer;
    };

    it('reads the version where the release reports it, and the HLS settings from v1.18.0 on', async () => {
      await serve((call) => (call.endsWith('info') ? recorded('info') : { status: 200, body: GLOBAL }));
      const old = release === 'v1.9.3' || release === 'v1.12.3';
      const expected = old
        ? { version: null, started: null }
        : { version: release, started: expect.any(Date) as Date };
      const hls = isAtLeast(release, 'v1.18.0') ? { variant: 'lowLatency', alwaysRemux: true } : null;
      expect(await api.info()).toEqual({ ...expected, hls });
      expect(calls.map(({ call }) => call)).toEqual(
        hls ? ['GET /v3/info', 'GET /v3/config/global/get'] : ['GET /v3/info'],
      );
    });

    it('reads a publisher’s path', async () => {
      const { path } = recording.path_while_publishing;
      await serve(() => ({ status: 200, body: { itemCount: 1, pageCount: 1, items: [path] } }));
      expect(await api.paths.list()).toEqual([
        {
          name: 'workshop-1/pit-1',
          confName: 'workshop-1/pit-1',
          ready: true,
          readyTime: expect.any(Date) as Date,
          sourceType: 'rtspsession',
          sourceId: recording.path_while_publishing.rtspsession['id'],
          tracks: [{ codec: 'H264', ...picture }],
          bytesReceived: path['bytesReceived'],
          readers: [],
        },
      ]);
    });

    it('does not take a camera that cannot be reached for a stream', async () => {
      await serve(() => ({ status: 200, body: recording.pull.dead_camera_path }));
      expect(await api.paths.get('workshop-3/demand')).toMatchObject({
        ready: false,
        readyTime: null,
        sourceType: 'rtspsource',
        tracks: [],
      });
    });

    it('reads all tracks', async () => {
      const path = {
        name: 'p',
        tracks: recording.two_tracks.path_tracks,
        tracks2: recording.two_tracks.path_tracks2,
      };
      await serve(() => ({ status: 200, body: path }));
      expect((await api.paths.get('p'))?.tracks).toEqual([
        { codec: 'H264', ...picture },
        { codec: 'MPEG-4 Audio', profile: null, width: null, height: null },
      ]);
    });

    it('distinguishes an idle path from a missing one', async () => {
      await serve((call) => recorded(call.endsWith('pit-1') ? 'paths_get_idle' : 'paths_get_unknown'));
      expect(await api.paths.get('workshop-1/pit-1')).toMatchObject({
        ready: false,
        sourceType: null,
        readers: [],
      });
      expect(await api.paths.get('workshop-9/pit-9')).toBeNull();
      expect(calls[0]?.call).toBe('GET /v3/paths/get/workshop-1/pit-1');
    });

    it('creates a path by replace and accepts both forms of success', async () => {
      await serve(() => recorded('replace_missing'));
      await api.pathConfigs.replace('workshop-7/pit-1', { source: 'publisher' });
      expect(calls).toMatchObject([
        { call: 'POST /v3/config/paths/replace/workshop-7/pit-1', body: '{"source":"publisher"}' },
      ]);
    });

    it('deletes a path, and succeeds if it does not exist', async () => {
      await serve((call) => recorded(call.endsWith('pit-1') ? 'delete' : 'delete_missing'));
      await api.pathConfigs.delete('workshop-7/pit-1');
      await api.pathConfigs.delete('workshop-7/pit-2');
    });

    it('returns null for a missing configuration', async () => {
      await serve(() => recorded('config_get_missing'));
      expect(await api.pathConfigs.get('~^a+$')).toBeNull();
      expect(calls[0]?.call).toBe('GET /v3/config/paths/get/~%5Ea%2B%24');
    });

    it('keeps passwords out of the error when MediaMTX echoes them', async () => {
      await serve(() => recorded('add_source_bad_escape'));
      expect(JSON.stringify(recorded('add_source_bad_escape').body)).toContain('b%zz');
      const failure = await api.pathConfigs
        .replace('workshop-1/pit-1', { source: SOURCE })
        .catch((e: unknown) => e);
      expect(failure).toMatchObject({
        name: 'ControlApiProblem',
        kind: 'refused',
        status: 400,
        message:
          'MediaMTX: POST config/paths/replace/workshop-1/pit-1 failed: the source is not a valid URL (400).',
      });
      expect(JSON.stringify(Object.entries(failure as object)) + String(failure)).not.toMatch(
        /b%zz|p@ss|rtsp:/,
      );
    });

    it('reports that the release does not support a key', async () => {
      await serve(() => recorded('add_unknown_key'));
      await expect(api.pathConfigs.replace('p', { source: 'publisher' })).rejects.toThrow(
        'this release does not know a key that was sent (400)',
      );
    });

    it('lists WebRTC and RTSP sessions without their queries', async () => {
      const items = { webrtc: recording.webrtc_session, rtsp: recording.path_while_publishing.rtspsession };
      await serve((call) => ({
        status: 200,
        body: { pageCount: 1, items: [call.includes('webrtc') ? items.webrtc : items.rtsp] },
      }));
      expect(await api.sessions.list('webrtc')).toMatchObject([
        {
          kind: 'webrtc',
          id: items.webrtc['id'],
          path: 'workshop-1/pit-1',
          state: 'read',
          user: items.webrtc['user'] ?? '',
        },
      ]);
      const [session] = await api.sessions.list('rtsp');
      expect(session).toMatchObject({ kind: 'rtsp', id: items.rtsp['id'], state: 'publish' });
      expect(session).not.toHaveProperty('query');
    });

    it('lists HLS sessions where the release has them', async () => {
      await serve(() => recording.hls_sessions as RecordedAnswer);
      const listed = await api.sessions.list('hls');
      if (release === 'v1.18.0' || release === 'v1.20.1') {
        expect(listed[0]).toMatchObject({
          kind: 'hls',
          state: 'read',
          user: 'jti-123',
          path: 'workshop-1/pit-1',
        });
      } else {
        expect(listed).toEqual([]);
      }
    });

    it('kicks a session, returns false for an unknown one, and fails on an invalid id', async () => {
      await serve((call) =>
        call.endsWith('abc')
          ? recorded('webrtcsessions_kick_bad_id')
          : call.endsWith('gone')
            ? recorded('webrtcsessions_kick_unknown')
            : recorded('patch_existing'),
      );
      expect(await api.sessions.kick('webrtc', 'there')).toBe(true);
      expect(await api.sessions.kick('webrtc', 'gone')).toBe(false);
      await expect(api.sessions.kick('webrtc', 'abc')).rejects.toMatchObject({ kind: 'refused' });
    });

    it('does not return an empty list for the 404 page of a wrong route', async () => {
      await serve(() => recorded('unknown_route'));
      await expect(api.paths.list()).rejects.toMatchObject({ kind: 'not-found', status: 404 });
    });
  });

  it.each<[string, object, object]>([
    ['that it lists (≥ v1.16.2)', { conns: ['c1'] }, {}],
    ['that lists it (≥ v1.11.0)', {}, { session: 's1', remoteAddr: '10.0.0.1:9' }],
    ['of its address (v1.9.3)', {}, { remoteAddr: '10.0.0.1:5000' }],
  ])('knows the connections of an RTSP session: the one %s', async (_, session, connection) => {
    const lists: Record<string, object[]> = {
      rtspsessions: [{ id: 's1', remoteAddr: '10.0.0.1:5000', state: 'read', ...session }],
      rtspconns: [
        { id: 'c1', ...connection },
        { id: 'c2', session: 's2', remoteAddr: '10.0.0.1:6000' },
      ],
    };
    await serve((call) => ({
      status: 200,
      body: { pageCount: 1, items: lists[/v3\/(\w+)\//.exec(call)?.[1] ?? ''] ?? [] },
    }));
    expect((await api.sessions.list('rtsp'))[0]?.connections).toEqual(['c1']);
  });

  it('distinguishes an empty list from a missing one', async () => {
    await serve((call) =>
      call.includes('hls')
        ? { status: 404, body: '404 page not found' }
        : { status: 200, body: { pageCount: 0, items: [] } },
    );
    expect(await api.sessions.listIfAny('webrtc')).toEqual([]);
    expect(await api.sessions.listIfAny('hls')).toBeNull();
  });

  it('reads a list to its last page', async () => {
    await serve((call) => {
      const page = Number(new URL(call.slice(4), 'http://x').searchParams.get('page'));
      const items = page < 3 ? [{ name: `p${page}` }, { name: `q${page}` }] : [];
      return { status: 200, body: { itemCount: 6, pageCount: 3, items } };
    });
    expect((await api.pathConfigs.list()).map((item) => item.name)).toEqual([
      'p0',
      'q0',
      'p1',
      'q1',
      'p2',
      'q2',
    ]);
    expect(calls).toHaveLength(3);
  });

  it('sends its credential', async () => {
    await serve(() => ({ status: 200, body: { pageCount: 0, items: [] } }));
    await api.paths.list();
    expect(calls[0]?.authorization).toBe(`Basic ${Buffer.from('backend:p@ss').toString('base64')}`);
  });

  it.each([
    ['no JSON', 200, '<html>', 'unexpected'],
    ['JSON that is not a list', 200, '{}', 'unexpected'],
    ['a list without its frame', 200, '[]', 'unexpected'],
    ['null', 200, 'null', 'unexpected'],
    ['items that are not a list', 200, '{"items":{"a":1},"pageCount":"many"}', 'unexpected'],
    ['a refusal', 401, '', 'unauthorized'],
    ['a failure of the server', 500, '{"error":"x"}', 'unexpected'],
  ])('fails on %s', async (_, status, body, kind) => {
    await serve(() => ({ status, body }));
    await expect(api.paths.list()).rejects.toMatchObject({ name: 'ControlApiProblem', kind, status });
  });

  it.each([
    ['no properties', { codec: 'MJPEG', codecProps: null }, [null, null, null]],
    [
      'a size that is not known yet',
      { codec: 'H265', codecProps: { width: 0, height: 0, profile: '' } },
      [null, null, null],
    ],
    [
      'a profile that is a number',
      { codec: 'AV1', codecProps: { width: 9, height: 8, profile: 0 } },
      ['0', 9, 8],
    ],
    ['nonsense', { codec: 'VP9', codecProps: ['x', 1] }, [null, null, null]],
    [
      'wrong types',
      { codec: 'VP9', codecProps: { width: '9', height: -1, profile: {} } },
      [null, null, null],
    ],
  ])('reads a track with %s', async (_, track, [profile, width, height]) => {
    await serve(() => ({ status: 200, body: { name: 'p', tracks2: [track] } }));
    expect((await api.paths.get('p'))?.tracks).toEqual([{ codec: track.codec, profile, width, height }]);
  });

  it('times out if the server does not respond', async () => {
    await serve(() => null, { timeoutMs: 100 });
    await expect(api.paths.list()).rejects.toMatchObject({ kind: 'timeout', status: null });
  });

  it('times out if the response does not end', async () => {
    await serve(() => null, { timeoutMs: 100 });
    server.removeAllListeners('request');
    server.on('request', (_req, res) => res.writeHead(200).write('{"items":['));
    await expect(api.paths.list()).rejects.toMatchObject({ kind: 'timeout' });
  });

  it('fails on a response that is cut off', async () => {
    await serve(() => null);
    server.removeAllListeners('request');
    server.on('request', (_req, res) => {
      res.writeHead(200, { 'Content-Length': '1000' }).write('{"items":[');
      setTimeout(() => res.destroy(), 20);
    });
    await expect(api.paths.list()).rejects.toMatchObject({ kind: 'unreachable' });
  });

  it('has no HLS settings when the global configuration cannot be read', async () => {
    await serve((call) =>
      call.endsWith('info')
        ? { status: 200, body: { version: 'v1.20.1', started: null } }
        : { status: 401, body: { error: 'http://u:secret@b' } },
    );
    expect(await api.info()).toEqual({ version: 'v1.20.1', started: null, hls: null });
  });

  it('fails without a server', async () => {
    await serve(() => null);
    const { port } = server.address() as AddressInfo;
    await new Promise((done) => server.close(done));
    const failure: unknown = await api.info().catch((e: unknown) => e);
    expect(failure).toMatchObject({ kind: 'unreachable' });
    expect(String(failure)).toContain('ECONNREFUSED');
    expect(String(failure)).not.toContain(String(port));
    await serve(() => null);
  });
});

async function readBody(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req as AsyncIterable<Buffer>) text += chunk.toString('utf8');
  return text;
}
