import { waitFor } from '@ppf/testing';
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { hashSecret } from '../platform/crypto/secrets';
import {
  HOOK_AUTHORIZATION,
  HOOK_ROUTE,
  HOOK_SECRET,
  PUBLISH_KEY,
  StreamScene,
  viewing,
} from '../testing/stream-scene';
import { AuthHookRecord } from './auth-hook/outcomes/auth-hook-record';
import { UnwrittenSessions } from './sessions/recording/unwritten-sessions';

describe('the auth hook', () => {
  const scene = new StreamScene();
  const { addPit, addPushPit, ask, issue, issued, path, post } = scene;

  beforeAll(() => scene.start());
  afterAll(scene.stop);

  describe('the hook', () => {
    it('admits one viewing session with a token, and answers with the status only', async () => {
      const token = await issued(scene.ids.pull);
      const first = viewing(token);
      expect(await ask(viewing(token, { id: null }))).toBe(204);
      const answer = await post(
        JSON.stringify({ ip: '10.0.0.1', action: 'read', protocol: 'webrtc', ...first }),
      );
      expect(answer).toMatchObject({ status: 204, text: '' });
      expect(await ask(viewing(token))).toBe(401);
      expect(await ask(first)).toBe(204);
      const refused = await post('{}');
      expect(refused).toMatchObject({ status: 401, text: '' });
      expect(refused.headers.get('content-length')).toBe('0');
      expect(refused.headers.get('www-authenticate')).toBeNull();
    });

    it('refuses a token for another path and an access token', async () => {
      const token = await issued(scene.ids.pull);
      expect(await ask(viewing(token, { path: path(2) }))).toBe(401);
      expect(await ask({ user: 'x', password: scene.staff, path: token.path })).toBe(401);
    });

    it('admits a camera with its key, at its path only', async () => {
      const publish = {
        ...{ action: 'publish', protocol: 'rtsp', id: randomUUID() },
        user: 'cam',
        password: PUBLISH_KEY,
      };
      expect(await ask({ ...publish, path: path(2) })).toBe(204);
      expect(await ask({ ...publish, path: path(1) })).toBe(401);
      expect(await ask({ ...publish, path: path(2), password: `${PUBLISH_KEY}x` })).toBe(401);
      expect(await ask({ ...publish, path: path(2), user: '', password: '' })).toBe(401);
    });

    it.each<[string, Record<string, string>]>([
      ['no secret', { authorization: '' }],
      ['another secret', { authorization: `Basic ${Buffer.from('mediamtx:other').toString('base64')}` }],
      ['another user', { authorization: `Basic ${Buffer.from(`other:${HOOK_SECRET}`).toString('base64')}` }],
      ['the secret as a Bearer token', { authorization: `Bearer ${HOOK_SECRET}` }],
    ])('refuses a caller with %s', async (_, headers) => {
      const token = await issued(scene.ids.pull);
      expect(await ask(viewing(token), headers)).toBe(401);
      expect(await ask(viewing(token))).toBe(204);
    });

    it.each(['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('refuses %s', async (method) => {
      const answer = await post(method === 'GET' ? null : '{}', {}, method);
      expect(answer).toMatchObject({ status: 401, text: '' });
    });

    it.each([
      ['an empty body', ''],
      ['broken JSON', '{"ip":'],
      ['a list', '[]'],
      ['bytes that are not UTF-8 text', '\u0000\uFFFD'],
      ['wrong types', '{"ip":1,"action":{},"path":[]}'],
      ['a prototype', '{"__proto__":{"action":"read"},"ip":"1","path":"p"}'],
      ['200 kB', JSON.stringify({ ip: '1', action: 'read', path: 'p', query: 'x'.repeat(200_000) })],
    ])('refuses %s', async (_, body) => {
      expect(await post(body)).toMatchObject({ status: 401, text: '' });
    });

    it('survives callers that disconnect in the middle', async () => {
      const head = `POST ${HOOK_ROUTE} HTTP/1.1\r\nHost: x\r\nAuthorization: ${HOOK_AUTHORIZATION}\r\nContent-Length: 500\r\n\r\n{"ip":`;
      await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          const socket = connect(scene.port, '127.0.0.1');
          socket.on('error', () => undefined);
          socket.write(index % 2 ? head : head.slice(0, 40));
          await new Promise((resolve) => setTimeout(resolve, 20));
          if (index % 4 < 2) socket.resetAndDestroy();
          else socket.destroy();
        }),
      );
      expect(await ask(viewing(await issued(scene.ids.pull)))).toBe(204);
    });

    it('answers a body in several chunks, and several requests on one connection', async () => {
      const token = await issued(scene.ids.pull);
      const body = JSON.stringify({ ip: '1', action: 'read', protocol: 'webrtc', ...viewing(token) });
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const outgoing = httpRequest(
          {
            port: scene.port,
            host: '127.0.0.1',
            path: HOOK_ROUTE,
            method: 'POST',
            headers: { authorization: HOOK_AUTHORIZATION },
          },
          (answer) => resolve(answer.resume().statusCode),
        );
        outgoing.on('error', reject);
        for (const character of body.match(/.{1,100}/gs) ?? []) outgoing.write(character);
        outgoing.end();
      });
      expect(status).toBe(204);
      const answer = await post(body);
      expect(answer.headers.get('keep-alive')).toMatch(/timeout=(9[1-9]|[1-9]\d\d)/);
    });

    it('records new viewing sessions and denials, without secrets', async () => {
      const record = scene.backend.app.get(AuthHookRecord);
      const unwritten = scene.backend.app.get(UnwrittenSessions);
      unwritten.takeBegun();
      // The recorder takes them four times per second, possibly between two of these calls.
      const taken = jest.spyOn(unwritten, 'takeBegun');
      const token = await issued(scene.ids.pull);
      const session = viewing(token);
      for (const change of [{ id: null }, {}, {}]) await ask({ ...session, ...change });
      await ask({ ...session, id: randomUUID() });
      // Recorded after the response, by another thread, in the order of the responses.
      await waitFor(() => record.lastDenialOn(token.path, 'read')?.reason === 'token-spent');
      unwritten.takeBegun();
      const begun = taken.mock.results.flatMap(({ value }) => value as object[]);
      taken.mockRestore();
      expect(begun.filter((each) => (each as { jti: string }).jti === session.user)).toMatchObject([
        {
          pitId: scene.ids.pull,
          protocol: 'webrtc',
          address: '10.0.0.1',
          sessionId: session.id,
          jti: session.user,
        },
      ]);
      expect(record.lastDenialOn(token.path, 'read')).toMatchObject({
        reason: 'token-spent',
        action: 'read',
      });
    });
  });

  describe('follows the database', () => {
    const publish = (number: number) =>
      ask({ action: 'publish', protocol: 'rtsp', user: 'cam', password: PUBLISH_KEY, path: path(number) });

    it('admits a new camera, and denies its old key and then its removed key', async () => {
      const id = await addPushPit(scene.ids.workshop, 30);
      await waitFor(async () => (await publish(30)) === 204);
      await scene.backend.database.query('UPDATE camera SET publish_key_hash = $2 WHERE pit_id = $1', [
        id,
        hashSecret('new'),
      ]);
      await waitFor(async () => (await publish(30)) === 401);
      await scene.backend.database.query('UPDATE camera SET publish_key_hash = $2 WHERE pit_id = $1', [
        id,
        hashSecret(PUBLISH_KEY),
      ]);
      await waitFor(async () => (await publish(30)) === 204);
      await scene.backend.database.query('DELETE FROM pit WHERE id = $1', [id]);
      await waitFor(async () => (await publish(30)) === 401);
    });

    it('denies a token whose pit was deleted after it was issued', async () => {
      const id = await addPit(scene.ids.workshop, 31);
      await waitFor(async () => (await issue(id, scene.staff)).status === 201);
      const token = await issued(id);
      expect(await ask(viewing(token, { id: null }))).toBe(204);
      await scene.backend.database.query('DELETE FROM pit WHERE id = $1', [id]);
      await waitFor(async () => (await ask(viewing(token, { id: null }))) === 401);
    });

    it('loads changes that it missed during a lost connection', async () => {
      await scene.backend.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE application_name = 'ppf-backend-listen' AND datname = current_database()`,
      );
      await addPushPit(scene.ids.workshop, 32);
      await waitFor(async () => (await publish(32)) === 204);
    });
  });

  it('writes no token, key or secret to the log', () => {
    scene.expectNoSecretInLog();
  });
});
