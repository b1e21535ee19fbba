import { ControlApiStub, waitFor } from '@ppf/testing';
import type { Pit, StreamTokenResponse } from '@ppf/contracts';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { DataSource } from 'typeorm';
import { type BackendUnderTest, startBackend } from '../testing/start-backend';
import { TEST_ENVIRONMENT } from '../testing/test-environment';
import { makeTwoWorkshops, type TwoWorkshops } from '../testing/two-workshops';
import { RowFaults } from './observability/row-faults';

const HOOK = `Basic ${Buffer.from(`mediamtx:${TEST_ENVIRONMENT['MEDIAMTX_HOOK_SECRET']}`).toString('base64')}`;
const SESSION = '00000000-0000-4000-8000-0000000000';

/** Rows that no request makes: of a damaged or restored database, or of a release with other rules. Workshop 1 is theirs. */
const POISON = [
  // Placements, media servers and edges.
  `INSERT INTO media_server (name, api_url, webrtc_url, hls_url, rtsp_url)
   VALUES ('broken', 'nonsense', 'nonsense', 'http://[', 'rtsp://[')`,
  `INSERT INTO media_server (name, api_url, webrtc_url, hls_url, rtsp_url, edge_of_id, pulls_from)
   SELECT 'edge of broken', 'http://127.0.0.1:2', 'http://127.0.0.1:2', 'http://127.0.0.1:2', 'rtsp://127.0.0.1:2', id, '127.0.0.1'
   FROM media_server WHERE name = 'broken'`,
  'ALTER TABLE camera DROP CONSTRAINT camera_publish_public_key_check',
  // Paths, access index, publish keys and sealed passwords.
  `INSERT INTO pit (workshop_id, number) SELECT 1, number FROM generate_series(11, 19) number`,
  `INSERT INTO camera (pit_id, kind, publish_key_hash, publish_public_key, allow_list)
   SELECT id, 'push', '\\x00', '\\x0102', '{nonsense,300.0.0.1/99}' FROM pit WHERE number = 11`,
  // It publishes, and the instant of its permission is invalid.
  `INSERT INTO camera (pit_id, kind, publish_key_hash, publishing_since)
   SELECT id, 'push', '\\x00', 'infinity' FROM pit WHERE number = 15`,
  `INSERT INTO camera (pit_id, kind, feed, host, port, path, username, sealed_password)
   SELECT id, 'pull', 'rtsp', '127.0.0.1', 1554, '/x', 'u', 'v0.another.form.x' FROM pit WHERE number = 12`,
  `INSERT INTO camera (pit_id, kind, feed, host, port, path) SELECT id, 'pull', 'rtsp', E'a\nb', 1554, E'/x\ny' FROM pit WHERE number = 13`,
  `INSERT INTO camera (pit_id, kind, feed, host, port, path, transcode)
   SELECT id, 'pull', 'mjpeg', '127.0.0.1', 9, '/😀' || chr(127), true FROM pit WHERE number = 14`,
  // Sessions, their tokens and revocations: PostgreSQL has instants that are none here.
  `INSERT INTO viewing_session (jti, workshop_id, pit_id, path, media_server_id, viewer_kind, viewer_id, viewer_name,
     protocol, address, user_agent, media_ids, issued_at, began_at, seen_at, lease_until)
   SELECT '${SESSION}01', 1, 1, 'workshop-1/pit-1', 1, 'user', (SELECT min(id) FROM app_user), '', 'webrtc', '10.0.0.1', '', '{}',
     'infinity', 'infinity', 'infinity', 'infinity'`,
  `INSERT INTO viewing_revocation (jti, cause, revoked_at) VALUES ('${SESSION}02', 'access-changed', 'infinity')`,
  // Alerts: a sealed secret, a clock that is none, an outage without end.
  `INSERT INTO alert_channel (uid, workshop_id, kind, name, delay_seconds, url, sealed_secret)
   VALUES ('${SESSION}03', 1, 'webhook', 'hook', 60, 'nonsense', 'v0.x')`,
  `INSERT INTO maintenance_window (workshop_id, kind, days, from_minute, to_minute, time_zone)
   VALUES (1, 'weekly', '{1,2,3,4,5,6,7}', 0, 0, 'Atlantis/Poseidonis')`,
  `INSERT INTO maintenance_window (workshop_id, kind, begins_at, ends_at) VALUES (1, 'once', '-infinity', 'infinity')`,
  // What lists show of them.
  ...['workshop', 'app_user', 'alert_channel', 'maintenance_window', 'media_server'].map(
    (table) => `UPDATE ${table} SET created_at = 'infinity'`,
  ),
  `UPDATE camera SET address_changed_at = 'infinity'`,
];

async function poison(database: DataSource): Promise<void> {
  for (const statement of POISON) await database.query(statement);
}

describe('a database with invalid rows', () => {
  let mediaMtx: ControlApiStub;
  let first: BackendUnderTest;
  let second: BackendUnderTest;
  let two: TwoWorkshops;
  let path: string;

  beforeAll(async () => {
    mediaMtx = await new ControlApiStub().start();
    first = await startBackend({ MEDIAMTX_API_URL: mediaMtx.url });
    two = await makeTwoWorkshops(first);
    path = `workshop-${two.theirs}/pit-1`;
    mediaMtx.sent.set('workshop-1/pit-15', { source: 'rtspSession', since: '2026-01-01T00:00:00Z' });
    await poison(first.database);
    // Everything is read whole at a start, and bit by bit by the first.
    const { privateKey } = generateKeyPairSync('ed25519');
    second = await startBackend({
      MEDIAMTX_API_URL: mediaMtx.url,
      DATABASE_URL: first.databaseUrl,
      MEDIAMTX_AUTH: 'jwt',
      STREAM_TOKEN_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    });
  });
  afterAll(async () => {
    await (second as BackendUnderTest | undefined)?.stop();
    await first.stop();
    await mediaMtx.stop();
  });

  it('allows a backend to start and become ready', async () => {
    for (const backend of [first, second])
      await waitFor(async () => (await backend.send({ url: '/health/ready' })).status === 200);
  });

  it('does not affect other cameras, and names the skipped pits', async () => {
    const body = { kind: 'pull', host: '127.0.0.1', port: 1554, path: '/good' };
    const put = await first.send({
      method: 'PUT',
      url: `/api/v1/pits/${two.theirPit}/camera`,
      body,
      as: two.admin,
    });
    expect(put.status).toBe(200);
    await waitFor(() => mediaMtx.configs.has(path));
    const reasons = await waitFor(async () => {
      const { body: list } = await first.send({ url: '/api/v1/workshops/1/pits?limit=100', as: two.admin });
      const found = (list as { items: Pit[] }).items.flatMap(({ number, camera }) =>
        camera?.not_applied ? [[number, camera.not_applied.code]] : [],
      );
      return found.length === 4 && found;
    });
    expect(reasons).toEqual([
      [12, 'unreadable-password'],
      [13, 'invalid-address'],
      [14, 'invalid-address'],
      [15, 'internal-error'],
    ]);
  });

  it('does not affect the viewers of another pit', async () => {
    mediaMtx.sent.set(path, {});
    const token = await first.send({
      method: 'POST',
      url: '/api/v1/streams/token',
      body: { pit_id: two.theirPit },
      as: two.otherOwner,
    });
    expect(token.status).toBe(201);
    const { token: jwt } = token.body as StreamTokenResponse;
    const reader = {
      user: '',
      password: '',
      action: 'read',
      protocol: 'webrtc',
      path,
      ip: '10.0.0.1',
      id: randomUUID(),
    };
    const asked = { ...reader, query: `token=${jwt}` };
    await first.app.listen(0, '127.0.0.1');
    const { port } = first.app.getHttpServer().address() as AddressInfo;
    const ask = (change: object) =>
      fetch(`http://127.0.0.1:${port}/api/v1/streams/validate-token`, {
        method: 'POST',
        headers: { authorization: HOOK, 'content-type': 'application/json' },
        body: JSON.stringify({ ...asked, ...change }),
      });
    expect((await ask({})).status).toBe(204);
    // An allow-list that cannot be parsed allows no address.
    expect((await ask({ action: 'publish', query: '', path: 'workshop-1/pit-11' })).status).toBe(401);
  });

  it.each([
    ['/workshops', 'created_at'],
    ['/workshops/1', 'created_at'],
    ['/workshops/1/members', 'created_at'],
    ['/workshops/1/alert-channels', 'created_at'],
    ['/workshops/1/maintenance-windows', 'ends_at'],
    ['/media-servers', 'created_at'],
    ['/workshops/1/pits', 'publish_address_changed_at'],
    ['/streams/sessions', 'lease_until'],
  ])('answers %s although no Date can hold an instant of a row', async (url, field) => {
    const { status, body } = await first.send({ url: `/api/v1${url}`, as: two.admin });
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain(`"${field}":"9999-12-31T23:59:59.999Z"`);
  });

  it('does not affect other publish keys in the key set', async () => {
    const keys = await second.send({ url: '/api/v1/streams/jwks.json', headers: { authorization: HOOK } });
    expect(keys.status).toBe(200);
    expect((keys.body as { keys: object[] }).keys).toHaveLength(1);
  });

  it('counts skipped rows by task', () => {
    const left = (backend: BackendUnderTest) => {
      const faults = backend.app.get(RowFaults);
      return {
        placed: faults.count('placements'),
        run: faults.count('media-servers'),
        listed: faults.count('access-index'),
        resealed: faults.count('reseal'),
        planned: faults.count('paths'),
      };
    };
    expect(left(first)).toMatchObject({ placed: 1, run: 1, listed: 1, planned: 1 });
    expect(left(second)).toMatchObject({ placed: 1, run: 1, listed: 1, resealed: 2 });
    expect(second.app.get(RowFaults).count('publish-keys')).toBe(1);
    expect(second.app.get(RowFaults).count('viewing-sessions')).toBe(1);
  });
});
