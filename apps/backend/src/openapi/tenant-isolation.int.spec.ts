import { PERMISSIONS, type Role, rolesWith, UNKNOWN_STREAM } from '@ppf/contracts';
import { pathOf } from '@ppf/mediamtx';
import { openEventStream, waitFor } from '@ppf/testing';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { StreamStatusStore } from '../media-servers';
import { AccessIndex } from '../streams';
import { type ApiCall, type ApiDocument, callsOf, idIn, type IdSlot } from '../testing/api-operations';
import { contents } from '../testing/fill-every-table';
import { type Answered, type BackendUnderTest, type Sent, startBackend } from '../testing/start-backend';
import { makeTenant, replaceSlowWork, type Tenant } from '../testing/tenant';

/** In every text of the other workshop. */
const FOREIGN_TEXT = 'Zyx-of-the-others';
/** Ids of the other workshop begin here, so that each is recognized in a response. */
const FOREIGN_IDS = 700_000_000;
const FOREIGN = new RegExp(`${FOREIGN_TEXT}|\\b70000\\d{4}\\b`);
const NOTHING = 2_000_000_000;

const MEMBERS = ['owner', 'staff', 'observer'] as const satisfies readonly Role[];
/** Lists without objects of a workshop. */
const LISTS_OF_THE_INSTALLATION: readonly string[] = ['CameraPresets.list'];
/** Problems that show that the request had access, besides all successes. */
const ALLOWED_PROBLEMS =
  /^(wrong-password|camera-paused|workshop-not-empty|media-server-unreachable|[a-z-]+-not-ready)$/;

describe('the isolation of workshops, over every operation of the API', () => {
  let backend: BackendUnderTest;
  let operator: string;
  let own: Tenant;
  let foreign: Tenant;
  let calls: ApiCall[];

  beforeAll(async () => {
    backend = await startBackend({ RATE_LIMIT_PER_USER: '10000', RATE_LIMIT_PER_ADDRESS: '10000' });
    replaceSlowWork(backend);
    await backend.app.listen(0, '127.0.0.1');
    operator = await backend.tokenFor('operator');
    own = await makeTenant(backend, 'Ours', operator);
    await restartIds(FOREIGN_IDS);
    foreign = await makeTenant(backend, FOREIGN_TEXT, operator);
    await restartIds(1000);
    calls = callsOf((await backend.send({ url: '/api/openapi.json' })).body as ApiDocument);
    await reportLive(own);
    await reportLive(foreign);
  });
  afterAll(() => backend.stop());

  /** Makes new rows of every table begin at an id. */
  async function restartIds(id: number): Promise<void> {
    const columns = await backend.database.query<{ table: string; name: string }[]>(
      `SELECT table_name AS table, column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND is_identity = 'YES'`,
    );
    for (const { table, name } of columns)
      await backend.database.query(`ALTER TABLE "${table}" ALTER COLUMN "${name}" RESTART WITH ${id}`);
  }

  async function reportLive({ ids: { owner: ids } }: Tenant): Promise<void> {
    const index = backend.app.get(AccessIndex);
    await waitFor(() => Promise.resolve(index.pit(Number(ids['pits'])) !== undefined));
    backend.app
      .get(StreamStatusStore)
      .report(pathOf(Number(ids['workshops']), 1), { ...UNKNOWN_STREAM, status: 'live' });
  }

  /** Every row, but those of the backend's own observations. */
  const storedRows = async () => ({ ...(await contents(backend.database)), stream_observation: [] });

  const sharedIds = { 'media-servers': 1 };
  const idOf = (tenant: Tenant, role: Role) => (slot: IdSlot) =>
    idIn({ ...tenant.ids[role], ...sharedIds }, slot);
  const ofTenant = ({ key }: IdSlot) => !(key in sharedIds);
  const nameOf = (call: ApiCall) => [call.operationId, ...call.slots.map(({ name }) => name)].join(' ');
  const isAllowed = (role: Role, { access }: ApiCall) =>
    access !== 'open' && access !== 'guarded' && rolesWith(access).includes(role);
  const protectedCalls = () => calls.filter(({ access }) => PERMISSIONS.some((each) => each === access));

  /** Sends a request; of an event stream, returns the events of its beginning. */
  async function send(call: ApiCall, request: Sent, as?: string): Promise<Answered> {
    if (!call.isEventStream || as === undefined) return backend.send({ ...request, ...(as ? { as } : {}) });
    const { port } = backend.app.getHttpServer().address() as AddressInfo;
    const client = await openEventStream(`http://127.0.0.1:${port}`, as);
    await waitFor(() => client.events.some(({ event }) => event === 'snapshot'));
    client.close();
    return {
      status: 200,
      headers: {},
      body: undefined as never,
      text: JSON.stringify(client.events.map(({ event, data }) => ({ event, data }))),
    };
  }

  /** What of an answer differs between an object of another workshop and none at all. */
  const visibleOf = ({ status, text }: Answered) => ({
    status,
    text: text.replace(/"(?:request_id|instance|began_at|ends_at|at)":"[^"]*"/g, ''),
  });

  it('knows how to call every operation', () => {
    const operations = new Set(protectedCalls().map(({ operationId }) => operationId));
    expect(operations.size).toBeGreaterThan(55);
    for (const call of protectedCalls()) call.request(idOf(own, 'owner'));
  });

  it('answers 401 to a caller without an access token, for every object', async () => {
    for (const call of protectedCalls())
      for (const tenant of [own, foreign]) {
        const answer = await send(call, call.request(idOf(tenant, 'owner')));
        expect([nameOf(call), answer.status]).toEqual([nameOf(call), 401]);
      }
  });

  describe.each(MEMBERS)('to %s', (role) => {
    it('answers 404 for the objects of another workshop in a path, and changes nothing', async () => {
      const before = await storedRows();
      for (const call of protectedCalls()) {
        const inPath = call.slots.filter((slot) => slot.name.startsWith('path.') && ofTenant(slot));
        for (const slot of inPath) {
          // Of a role without the permission, the first object decides.
          if (!isAllowed(role, call) && slot !== inPath[0]) continue;
          const request = call.request((each) => idOf(each === slot ? foreign : own, role)(each));
          const answer = await send(call, request, own.tokens[role]);
          expect([nameOf(call), slot.name, answer.status]).toEqual([nameOf(call), slot.name, 404]);
          expect(answer.text).not.toMatch(FOREIGN_TEXT);
        }
      }
      expect(await storedRows()).toEqual(before);
    });

    it('answers the same for objects of another workshop in a query or body as for no object', async () => {
      const before = await storedRows();
      for (const call of protectedCalls())
        for (const slot of call.slots.filter((each) => !each.name.startsWith('path.') && ofTenant(each))) {
          const none = slot.key === 'jtis' ? randomUUID() : NOTHING;
          const [ofForeign, ofNone] = await Promise.all(
            [idOf(foreign, role)(slot), none].map((id) =>
              send(
                call,
                call.request((each) => (each === slot ? id : idOf(own, role)(each))),
                own.tokens[role],
              ),
            ),
          );
          expect([nameOf(call), ofForeign && visibleOf(ofForeign)]).toEqual([
            nameOf(call),
            ofNone && visibleOf(ofNone),
          ]);
          expect([nameOf(call), ofForeign?.status]).not.toEqual([nameOf(call), 201]);
          expect(ofForeign?.text).not.toMatch(FOREIGN);
        }
      expect(await storedRows()).toEqual(before);
    });

    it('shows nothing of another workshop', async () => {
      for (const call of protectedCalls().filter(({ method }) => method === 'GET')) {
        if (!isAllowed(role, call)) continue;
        const answer = await send(call, call.request(idOf(own, role)), own.tokens[role]);
        expect([nameOf(call), FOREIGN.exec(answer.text)?.[0]]).toEqual([nameOf(call), undefined]);
      }
    });

    it('shows the own objects in every list, so that the one before can fail', async () => {
      const lists = protectedCalls().filter(({ method, isList }) => method === 'GET' && isList);
      const recognized: string[] = [];
      for (const call of lists.filter((each) => isAllowed(role, each))) {
        if (LISTS_OF_THE_INSTALLATION.includes(call.operationId)) continue;
        const answer = await send(call, call.request(idOf(foreign, role)), foreign.tokens[role]);
        const { items = [] } = (answer.body ?? {}) as { items?: unknown[] };
        expect([nameOf(call), answer.status, items.length > 0]).toEqual([nameOf(call), 200, true]);
        if (FOREIGN.test(answer.text)) recognized.push(call.operationId);
      }
      expect(recognized).toEqual(
        expect.arrayContaining([
          'Workshops.list',
          'WorkshopPits.list',
          'Streams.list',
          'ViewingSessions.list',
        ]),
      );
    });

    it('answers 403 for own objects without the permission', async () => {
      const refused = protectedCalls().filter((call) => !isAllowed(role, call));
      for (const call of refused) {
        const answer = await send(call, call.request(idOf(own, role)), own.tokens[role]);
        expect([nameOf(call), answer.status]).toEqual([nameOf(call), 403]);
      }
      expect(refused.length).toBeGreaterThan(10);
    });
  });

  it.each(['operator', ...MEMBERS] as const)(
    'allows %s what the table of permissions allows',
    async (role) => {
      const refused: unknown[] = [];
      for (const call of protectedCalls().filter((each) => isAllowed(role, each))) {
        // Each call has objects of its own: the one before may have deleted them.
        const tenant = call.method === 'GET' ? own : await makeTenant(backend, `T${randomUUID()}`, operator);
        const as = role === 'operator' ? await backend.tokenFor('operator') : tenant.tokens[role];
        const { status, body, text } = await send(call, call.request(idOf(tenant, role)), as);
        const { code = '' } = (body ?? {}) as { code?: string };
        if (status < 300 || status === 409 || ALLOWED_PROBLEMS.test(code)) continue;
        refused.push([nameOf(call), status, text]);
      }
      expect(refused).toEqual([]);
    },
  );
});
