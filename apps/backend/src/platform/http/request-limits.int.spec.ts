import { type AddressInfo } from 'node:net';
import { type Answered, type BackendUnderTest, startBackend } from '../../testing/start-backend';
import { makeTwoWorkshops, type TwoWorkshops } from '../../testing/two-workshops';

/** Requests a second of an address and of a user; twenty times as many in a burst. */
const [ADDRESS, USER] = [4, 2];
const [ADDRESS_BURST, USER_BURST] = [ADDRESS * 20, USER * 20];

describe('requests of one client', () => {
  let backend: BackendUnderTest;
  let ours: TwoWorkshops;
  let addresses = 0;

  beforeAll(async () => {
    backend = await startBackend({
      RATE_LIMIT_PER_ADDRESS: String(ADDRESS),
      RATE_LIMIT_PER_USER: String(USER),
      // 127.0.0.1, from where tests send, may set the client's address.
      TRUSTED_PROXIES: 'loopback',
    });
    ours = await makeTwoWorkshops(backend);
  });
  afterAll(() => backend.stop());

  /** A client of a test's own. */
  const fresh = () => `203.0.113.${(addresses += 1)}`;
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const burst = async (send: (each: number) => ReturnType<BackendUnderTest['send']>, times: number) => {
    const answers = [];
    for (let each = 0; each < times; each += 1) answers.push(await send(each));
    return answers;
  };
  const limited = (answers: readonly { status: number }[]) =>
    answers.filter(({ status }) => status === 429).length;

  it.each([
    ['a route', '/api/v1/workshops'],
    ['a token', '/api/v1/streams/token'],
    ['no route', '/api/v1/nothing'],
    ['no route of the API', '/nothing'],
    ['a public key set', '/api/v1/streams/jwks.json'],
    ['the description', '/api/docs/openapi.json'],
    ['health', '/health/live'],
    ['metrics', '/metrics'],
  ])('are refused past the rate of its address: %s', async (_, url) => {
    const address = fresh();
    const answers = await burst(() => backend.send({ url, headers: from(address) }), ADDRESS_BURST + 40);
    expect(limited(answers.slice(0, ADDRESS_BURST))).toBe(0);
    expect(limited(answers)).toBeGreaterThan(0);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused).toMatchObject({
      body: { code: 'too-many-requests', status: 429, title: expect.any(String) as string },
      headers: { 'content-type': 'application/problem+json; charset=utf-8', connection: 'close' },
    });
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect((await backend.send({ url, headers: from(fresh()) })).status).not.toBe(429);
  });

  it('are refused before their body is read, even if it is invalid', async () => {
    const address = fresh();
    const url = '/api/v1/auth/login';
    const garbage = (each: number) =>
      backend.send({ method: 'POST', url, body: `{"${each}`, headers: from(address) });
    const answers = await burst(garbage, ADDRESS_BURST + 40);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([400, 429]));
  });

  it('are counted per IPv6 network, and per connection address without a proxy', async () => {
    const url = '/health/live';
    const answers = await burst(
      (each) => backend.send({ url, headers: from(`2001:db8:0:1::${each.toString(16)}`) }),
      ADDRESS_BURST + 40,
    );
    expect(limited(answers)).toBeGreaterThan(0);
    expect((await backend.send({ url, headers: from('2001:db8:0:2::1') })).status).toBe(200);
  });

  it.each([
    ['everything', 'GET', '/api/v1/workshops'],
    ['stream tokens', 'POST', '/api/v1/streams/token'],
  ] as const)(
    'are refused past the rate of their user, from whatever address: %s',
    async (_, method, url) => {
      const as = await backend.tokenFor('staff', ours.ours);
      const send = (): Promise<Answered> =>
        backend.send({
          ...{ method, url, as, headers: from(fresh()) },
          ...(method === 'POST' && { body: { pit_id: ours.ourPit } }),
        });
      const answers = await burst(send, USER_BURST + 20);
      expect(limited(answers.slice(0, USER_BURST))).toBe(0);
      const refused = answers.find(({ status }) => status === 429);
      expect(refused).toMatchObject({ body: { code: 'too-many-requests' } });
      expect(Number(refused?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
      const colleague = await backend.tokenFor('staff', ours.ours);
      expect(
        (await backend.send({ url: '/api/v1/workshops', as: colleague, headers: from(fresh()) })).status,
      ).toBe(200);
    },
  );

  it('continue after the wait', async () => {
    const address = fresh();
    const send = () => backend.send({ url: '/health/live', headers: from(address) });
    const answers = await burst(send, ADDRESS_BURST + 40);
    const seconds = Number(answers.at(-1)?.headers['retry-after'] ?? 0);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    expect((await send()).status).toBe(200);
  });

  it('are counted, except those of the auth hook', async () => {
    await backend.app.listen(0, '127.0.0.1');
    const { port } = backend.app.getHttpServer().address() as AddressInfo;
    const authorization = `Basic ${Buffer.from('mediamtx:hook-secret-of-the-tests').toString('base64')}`;
    const ask = async () => {
      const url = `http://127.0.0.1:${port}/api/v1/streams/validate-token`;
      return (await fetch(url, { method: 'POST', headers: { authorization }, body: '{}' })).status;
    };
    const statuses = new Set<number>();
    for (let each = 0; each < ADDRESS_BURST + 40; each += 1) statuses.add(await ask());
    expect([...statuses]).toEqual([401]);
  });
});
