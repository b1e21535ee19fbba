import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { ControlApi } from './control-api';

const SESSION = { id: 's1', remoteAddr: '10.0.0.1:5000', state: 'read', path: 'p', conns: ['c1'] };
/** Routes of v1.21 (its openapi.yml): `/v3/webrtcsessions/…` became `/v3/webrtc/sessions/…`. */
const RENAMED = {
  'GET /v3/webrtc/sessions/list': SESSION,
  'GET /v3/rtsp/sessions/list': { ...SESSION, conns: [] },
  'GET /v3/rtsp/conns/list': { id: 'c1', remoteAddr: '10.0.0.1:5000', session: 's1' },
  'GET /v3/hls/sessions/list': SESSION,
  'POST /v3/webrtc/sessions/kick/s1': 'ok',
};

describe('sessions of a server without the routes that v1.21 deprecates', () => {
  let server: Server;
  let api: ControlApi;
  let calls: string[] = [];
  let answers: Record<string, unknown> = RENAMED;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const call = `${request.method} ${(request.url ?? '').replace(/\?.*/, '')}`;
      calls.push(call);
      const found = answers[call];
      response.statusCode = found === undefined ? 404 : 200;
      response.end(
        found === undefined ? '404 page not found' : JSON.stringify({ pageCount: 1, items: [found] }),
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => new Promise((done) => server.close(done)));
  beforeEach(() => {
    calls = [];
    answers = RENAMED;
    api = new ControlApi({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  });
  afterEach(() => api.close());

  it('are listed by the new routes', async () => {
    expect(await api.sessions.listIfAny('webrtc')).toMatchObject([{ id: 's1', state: 'read' }]);
    expect(await api.sessions.listIfAny('rtsp')).toMatchObject([{ id: 's1', connections: ['c1'] }]);
    expect(await api.sessions.listIfAny('hls')).toMatchObject([{ id: 's1' }]);
  });

  it('are ended by the new route, and an unknown one is reported as gone', async () => {
    expect(await api.sessions.kick('webrtc', 's1')).toBe(true);
    expect(await api.sessions.kick('webrtc', 's2')).toBe(false);
  });

  it('cost one call once the server is known', async () => {
    await api.sessions.list('webrtc');
    calls = [];
    await api.sessions.list('webrtc');
    expect(calls).toEqual(['GET /v3/webrtc/sessions/list']);
  });

  it('are listed by the old routes again after the server was downgraded', async () => {
    await api.sessions.list('webrtc');
    answers = { 'GET /v3/webrtcsessions/list': SESSION };
    expect(await api.sessions.list('webrtc')).toMatchObject([{ id: 's1' }]);
  });

  it('are requested at the old routes while those exist', async () => {
    answers = { ...RENAMED, 'GET /v3/webrtcsessions/list': SESSION };
    await api.sessions.list('webrtc');
    expect(calls).toEqual(['GET /v3/webrtcsessions/list']);
  });
});
