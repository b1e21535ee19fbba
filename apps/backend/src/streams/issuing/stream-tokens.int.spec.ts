import { type StreamTokenResult, type StreamTokensResponse } from '@ppf/contracts';
import { waitFor } from '@ppf/testing';
import { type Answered, type BackendUnderTest, startBackend } from '../../testing/start-backend';

/** Requests a second of one user; twenty times as many in a burst. */
const USER_RATE = 10;
const MISSING_PIT = 2_147_483_647;

describe('POST /streams/tokens', () => {
  let backend: BackendUnderTest;
  let ids: {
    workshop: number;
    other: number;
    first: number;
    second: number;
    paused: number;
    foreign: number;
  };

  beforeAll(async () => {
    backend = await startBackend({ RATE_LIMIT_PER_USER: String(USER_RATE) });
    const workshop = await insert(`INSERT INTO workshop (name) VALUES ('Ours')`);
    const other = await insert(`INSERT INTO workshop (name) VALUES ('Theirs')`);
    const [first, second, paused] = [await pit(workshop, 1), await pit(workshop, 2), await pit(workshop, 3)];
    for (const [pitId, isPaused] of [
      [first, false],
      [paused, true],
    ])
      await insert(
        `INSERT INTO camera (pit_id, kind, feed, host, port, path, transport, paused) VALUES ($1, 'pull', 'rtsp', '192.0.2.1', 554, '/s', 'tcp', $2)`,
        [pitId, isPaused],
      );
    ids = { workshop, other, first, second, paused, foreign: await pit(other, 1) };
    const operator = await backend.tokenFor('operator');
    await waitFor(async () => (await single({ pit_id: ids.foreign }, operator)).status === 201);
    await waitFor(async () => (await single({ pit_id: ids.paused }, operator)).status === 409);
  });
  afterAll(() => backend.stop());

  async function insert(sql: string, values: unknown[] = []): Promise<number> {
    return ((await backend.database.query<{ id: number }[]>(`${sql} RETURNING id`, values))[0] ?? { id: 0 })
      .id;
  }
  const pit = (workshop: number, number: number) =>
    insert('INSERT INTO pit (workshop_id, number) VALUES ($1, $2)', [workshop, number]);
  const post = (route: string, body: unknown, as?: string): Promise<Answered> =>
    backend.send({
      method: 'POST',
      url: `/api/v1/streams/${route}`,
      body,
      ...(as === undefined ? {} : { as }),
    });
  const single = (item: object, as?: string) => post('token', item, as);
  const batch = (items: readonly object[], as?: string) => post('tokens', { items }, as);
  const resultsOf = (answer: Answered): StreamTokenResult[] => (answer.body as StreamTokensResponse).items;
  const pathOf = (number: number) => `workshop-${ids.workshop}/pit-${number}`;
  const staff = () => backend.tokenFor('staff', ids.workshop);

  it('issues a token for each item, in order, each for a session of its own', async () => {
    const as = await staff();
    const answer = await batch([{ pit_id: ids.second }, { pit_id: ids.first }, { pit_id: ids.second }], as);
    expect(answer.status).toBe(200);
    const results = resultsOf(answer);
    expect(results).toMatchObject([
      { token: { path: pathOf(2) }, problem: null, retry_after_seconds: null },
      { token: { path: pathOf(1) }, problem: null, retry_after_seconds: null },
      { token: { path: pathOf(2) }, problem: null, retry_after_seconds: null },
    ]);
    expect(new Set(results.map(({ token }) => token?.token)).size).toBe(3);
    const alone = await single({ pit_id: ids.first }, as);
    expect(Object.keys(results[1]?.token ?? {})).toEqual(Object.keys(alone.body as object));
    expect(results[1]?.token?.path).toBe(pathOf(1));
  });

  it('reports a foreign pit as missing, exactly as a pit that does not exist, and issues the others', async () => {
    const answer = await batch(
      [{ pit_id: ids.foreign }, { pit_id: ids.first }, { pit_id: MISSING_PIT }],
      await staff(),
    );
    const [foreign, own, missing] = resultsOf(answer);
    expect(answer.status).toBe(200);
    expect(own?.token).not.toBeNull();
    expect(foreign).toMatchObject({ token: null, problem: { status: 404, code: 'pit-not-found' } });
    expect(missing).toEqual(foreign);
  });

  it.each(['observer', 'staff', 'owner', 'operator'] as const)(
    'decides each item as the single route: %s',
    async (role) => {
      const as = await (role === 'operator' ? backend.tokenFor(role) : backend.tokenFor(role, ids.workshop));
      const items = [
        { pit_id: ids.first },
        { pit_id: ids.foreign },
        { pit_id: ids.paused },
        { pit_id: ids.first, stream: 'sub' },
        { pit_id: MISSING_PIT },
      ];
      const results = resultsOf(await batch(items, as)).map(({ problem }) => problem?.code ?? 'issued');
      const alone = [];
      for (const item of items) {
        const { status, body } = await single(item, as);
        alone.push(status === 201 ? 'issued' : (body as { code: string }).code);
      }
      expect(results).toEqual(alone);
      expect(results).toContain('issued');
      expect(results).toContain('camera-paused');
    },
  );

  it('continues the session of an item that renews its token', async () => {
    const as = await staff();
    const before = resultsOf(await batch([{ pit_id: ids.first }], as))[0]?.token;
    const [renewed, followed] = resultsOf(
      await batch(
        [
          { pit_id: ids.first, renews: before?.token },
          { pit_id: ids.first, follows: before?.token },
        ],
        as,
      ),
    );
    const jtiOf = (result?: StreamTokenResult) =>
      /^Bearer ([^:]+):/.exec(result?.token?.authorization ?? '')?.[1];
    const jti = /^Bearer ([^:]+):/.exec(before?.authorization ?? '')?.[1];
    expect(jtiOf(renewed)).toBe(jti);
    expect(jtiOf(followed)).not.toBe(jti);
  });

  it('rejects the request without a sign-in, and with a stream token', async () => {
    expect(await batch([{ pit_id: ids.first }])).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
    const token = resultsOf(await batch([{ pit_id: ids.first }], await staff()))[0]?.token?.token;
    expect((await batch([{ pit_id: ids.first }], token)).status).toBe(401);
  });

  it('rejects all items when one is invalid, and names it', async () => {
    const answer = await batch([{ pit_id: ids.first }, { pit_id: 'secret-value' }], await staff());
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'validation-failed', errors: [{ field: 'items.1.pit_id' }] },
    });
    expect(JSON.stringify(answer.body)).not.toContain('secret-value');
    expect((await batch([], await staff())).status).toBe(422);
  });

  it('counts each token against the rate of the user, all of a request or none', async () => {
    const as = await staff();
    const items = Array.from({ length: 50 }, () => ({ pit_id: ids.first }));
    const answers: Answered[] = [];
    // Four requests are a burst; the time that they take allows a few tokens more, not fifty.
    for (let each = 0; each < 5; each += 1) answers.push(await batch(items, as));
    expect(answers.slice(0, 4).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers[4]).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(Number(answers[4]?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  });
});
