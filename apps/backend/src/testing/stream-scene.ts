import { type StreamTokenResponse } from '@ppf/contracts';
import { waitFor } from '@ppf/testing';
import { randomUUID } from 'node:crypto';
import { type AddressInfo } from 'node:net';
import { hashSecret } from '../platform/crypto/secrets';
import { type Answered, type BackendUnderTest, startBackend } from './start-backend';

export const HOOK_SECRET = 'hook-secret-of-the-tests';
/** Publish key of each push camera. */
export const PUBLISH_KEY = 'publish-key-of-the-tests-0123456789';
export const HOOK_ROUTE = '/api/v1/streams/validate-token';
export const HOOK_AUTHORIZATION = `Basic ${Buffer.from(`mediamtx:${HOOK_SECRET}`).toString('base64')}`;

/** A backend on a port, two workshops with pits, and a media server that calls the auth hook. */
export class StreamScene {
  backend!: BackendUnderTest;
  port!: number;
  ids!: {
    readonly workshop: number;
    readonly other: number;
    /** Pits of `workshop`, by the kind of their camera. */
    readonly pull: number;
    readonly push: number;
    /** A pit of `other`. */
    readonly foreign: number;
  };
  /** Access token of a member of `workshop`. */
  staff!: string;

  async start(): Promise<void> {
    this.backend = await startBackend();
    await this.backend.app.listen(0, '127.0.0.1');
    this.port = (this.backend.app.getHttpServer().address() as AddressInfo).port;
    this.ids = await this.createPits();
    this.staff = await this.backend.tokenFor('staff', this.ids.workshop);
    const admin = await this.backend.tokenFor('operator');
    await waitFor(async () => (await this.issue(this.ids.foreign, admin)).status === 201);
  }

  readonly stop = (): Promise<void> => this.backend.stop();

  /** Path of a pit of `workshop`. */
  readonly path = (number: number): string => `workshop-${this.ids.workshop}/pit-${number}`;

  /** @returns the id of the row */
  readonly insert = async (sql: string, values: unknown[] = []): Promise<number> => {
    const rows = await this.backend.database.query<{ id: number }[]>(`${sql} RETURNING id`, values);
    return rows[0]?.id ?? 0;
  };

  readonly addPit = (workshop: number, number: number): Promise<number> =>
    this.insert('INSERT INTO pit (workshop_id, number) VALUES ($1, $2)', [workshop, number]);

  /** Adds a pit with a push camera. */
  readonly addPushPit = async (workshop: number, number: number): Promise<number> => {
    const id = await this.addPit(workshop, number);
    await this.insert(`INSERT INTO camera (pit_id, kind, publish_key_hash) VALUES ($1, 'push', $2)`, [
      id,
      hashSecret(PUBLISH_KEY),
    ]);
    return id;
  };

  /** Requests a stream token. */
  readonly issue = (pitId: unknown, as?: string): Promise<Answered> =>
    this.backend.send({
      method: 'POST',
      url: '/api/v1/streams/token',
      body: { pit_id: pitId },
      ...(as === undefined ? {} : { as }),
    });

  readonly issued = async (pitId: number): Promise<StreamTokenResponse> =>
    (await this.issue(pitId, this.staff)).body;

  /** Sends a hook request as MediaMTX v1.20.1 does. @returns the status */
  readonly ask = async (
    change: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<number> => {
    const body = {
      ip: '10.0.0.1',
      user: '',
      password: '',
      action: 'read',
      path: '',
      protocol: 'webrtc',
      id: null,
      query: '',
      ...change,
    };
    return (await this.post(JSON.stringify(body), headers)).status;
  };

  /** Sends any request to the auth hook. */
  readonly post = async (
    body: string | null,
    headers: Record<string, string> = {},
    method = 'POST',
  ): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> => {
    const answer = await fetch(`http://127.0.0.1:${this.port}${HOOK_ROUTE}`, {
      method,
      body,
      headers: { authorization: HOOK_AUTHORIZATION, 'content-type': 'application/json', ...headers },
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  };

  /** Throws when the log of the backend contains a secret or a token. */
  readonly expectNoSecretInLog = (): void => {
    const log = this.backend.log.join('\n');
    expect(log.length).toBeGreaterThan(0);
    for (const secret of [PUBLISH_KEY, HOOK_SECRET, this.staff, 'stream-token-secret-of-the-tests'])
      expect(log).not.toContain(secret);
    expect(log).not.toMatch(/eyJ[\w-]+\.[\w-]+\./);
  };

  private async createPits(): Promise<StreamScene['ids']> {
    const workshop = await this.insert(`INSERT INTO workshop (name) VALUES ('Ours')`);
    const other = await this.insert(`INSERT INTO workshop (name) VALUES ('Theirs')`);
    const pull = await this.addPit(workshop, 1);
    const push = await this.addPushPit(workshop, 2);
    await this.insert(
      `INSERT INTO camera (pit_id, kind, feed, host, port, path, transport) VALUES ($1, 'pull', 'rtsp', '192.0.2.1', 554, '/s', 'tcp')`,
      [pull],
    );
    return { workshop, other, pull, push, foreign: await this.addPit(other, 1) };
  }
}

/** The fields of the hook request of a viewing session. */
export const viewing = (token: StreamTokenResponse, change: Record<string, unknown> = {}) => ({
  user: token.authorization.slice('Bearer '.length).split(':')[0],
  password: token.token,
  path: token.path,
  id: randomUUID(),
  ...change,
});
