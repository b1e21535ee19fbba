import { PERMISSIONS, type Pit, type Role, rolesWith, UNKNOWN_STREAM } from '@ppf/contracts';
import { pathOf } from '@ppf/mediamtx';
import { openEventStream, waitFor } from '@ppf/testing';
import type { AddressInfo } from 'node:net';
import { CredentialProjection, UserEntity } from '../auth';
import { StreamStatusStore } from '../media-servers';
import { AccessIndex } from '../streams';
import { type ApiCall, type ApiDocument, callsOf, idIn, type IdSlot } from '../testing/api-operations';
import { type Answered, type BackendUnderTest, startBackend } from '../testing/start-backend';
import { makeTenant, replaceSlowWork, type Tenant } from '../testing/tenant';

/** In the name of the pit that the members are not limited to, and its id. */
const HIDDEN_TEXT = 'Zyx-of-the-second-pit';
const HIDDEN_ID = 800_000_000;
/** The id of no pit. */
const NOTHING = 2_000_000_000;
const HIDDEN = new RegExp(`${HIDDEN_TEXT}|\\b${HIDDEN_ID}\\b|/pit-2\\b`);

const LIMITED = ['staff', 'observer'] as const satisfies readonly Role[];

describe('members with a limit of pits, over every operation of the API', () => {
  let backend: BackendUnderTest;
  let tenant: Tenant;
  let calls: ApiCall[];
  const pitId = () => Number(tenant.ids.staff['pits']);
  const workshopId = () => Number(tenant.ids.staff['workshops']);

  beforeAll(async () => {
    backend = await startBackend({ RATE_LIMIT_PER_USER: '10000', RATE_LIMIT_PER_ADDRESS: '10000' });
    replaceSlowWork(backend);
    await backend.app.listen(0, '127.0.0.1');
    const operator = await backend.tokenFor('operator');
    tenant = await makeTenant(backend, 'Ours', operator);
    await backend.database.query(`ALTER TABLE pit ALTER COLUMN id RESTART WITH ${HIDDEN_ID}`);
    const url = `/api/v1/workshops/${workshopId()}/pits`;
    const made = await backend.send({
      method: 'POST',
      url,
      body: { number: 2, name: HIDDEN_TEXT },
      as: operator,
    });
    const hidden: Pit = made.body;
    await backend.send({
      method: 'PUT',
      url: `/api/v1/pits/${hidden.id}/camera`,
      body: { kind: 'push' },
      as: operator,
    });
    await backend.database.query(
      `INSERT INTO viewing_session OVERRIDING SYSTEM VALUE SELECT (copied).* FROM (
         SELECT jsonb_populate_record(v, jsonb_build_object('id', id + 1000, 'jti', gen_random_uuid(), 'pit_id', $1::int))
           AS copied FROM viewing_session v) AS copies`,
      [hidden.id],
    );
    await waitFor(() => backend.app.get(AccessIndex).size === 2);
    for (const number of [1, 2])
      backend.app
        .get(StreamStatusStore)
        .report(pathOf(workshopId(), number), { ...UNKNOWN_STREAM, status: 'live' });
    calls = callsOf((await backend.send({ url: '/api/openapi.json' })).body as ApiDocument);
  });
  afterAll(() => backend.stop());

  /** Limits the user of a role to pits. @returns their new access token */
  async function limit(role: (typeof LIMITED)[number], pits: number[] | null): Promise<string> {
    const users = backend.database.getRepository(UserEntity);
    await users.update({ workshopId: workshopId(), role }, { pitIds: pits });
    const user = await users.findOneByOrFail({ workshopId: workshopId(), role });
    const credentials = backend.app.get(CredentialProjection);
    await waitFor(() => credentials.isCurrent(user.id, user.credentialGeneration));
    return backend.issueFor(user);
  }

  const nameOf = (call: ApiCall) => [call.operationId, ...call.slots.map(({ name }) => name)].join(' ');
  const allowedTo = (role: Role) =>
    calls.filter(
      ({ access }) =>
        PERMISSIONS.some((each) => each === access) && rolesWith(access as never).includes(role),
    );
  const idOf = (role: Role) => (slot: IdSlot) => idIn({ ...tenant.ids[role], 'media-servers': 1 }, slot);

  async function eventsOf(as: string): Promise<string> {
    const { port } = backend.app.getHttpServer().address() as AddressInfo;
    const client = await openEventStream(`http://127.0.0.1:${port}`, as);
    await waitFor(() => client.events.some(({ event }) => event === 'snapshot'));
    client.close();
    return JSON.stringify(client.events.map(({ event, data }) => ({ event, data })));
  }

  describe.each(LIMITED)('as %s', (role) => {
    it('get 404 for another pit in a path, and in a body the same response as for no pit', async () => {
      const as = await limit(role, [pitId()]);
      const tried: string[] = [];
      for (const call of calls.filter(({ access }) => PERMISSIONS.some((each) => each === access)))
        for (const slot of call.slots.filter(
          ({ key, name }) => key === 'pits' && !name.startsWith('query.'),
        )) {
          const isAllowed = rolesWith(call.access as never).includes(role);
          if (!isAllowed && !slot.name.startsWith('path.')) continue;
          const [answer, ofNone] = await Promise.all(
            [HIDDEN_ID, NOTHING].map((id) =>
              backend.send({
                ...call.request((each) => (each === slot ? id : idOf(role)(each))),
                as,
              }),
            ),
          );
          const shape = ({ status, text }: Answered) => [status, text.replace(/"instance":"[^"]*"/g, '')];
          expect([nameOf(call), answer && shape(answer)]).toEqual([nameOf(call), ofNone && shape(ofNone)]);
          if (slot.name.startsWith('path.') || call.operationId === 'Streams.issue')
            expect([nameOf(call), answer?.status]).toEqual([nameOf(call), 404]);
          tried.push(call.operationId);
        }
      expect(tried).toEqual(
        expect.arrayContaining(['Pits.get', 'Streams.issue', 'PitHistory.read', 'Camera.put']),
      );
    });

    it('see nothing of another pit, in any response', async () => {
      const as = await limit(role, [pitId()]);
      for (const call of allowedTo(role).filter(({ method }) => method === 'GET')) {
        const text = call.isEventStream
          ? await eventsOf(as)
          : (await backend.send({ ...call.request(idOf(role)), as })).text;
        expect([nameOf(call), HIDDEN.exec(text)?.[0]]).toEqual([nameOf(call), undefined]);
      }
      const filtered = await backend.send({ url: `/api/v1/streams/sessions?pit_id=${HIDDEN_ID}`, as });
      expect(filtered.body).toMatchObject({ items: [] });
    });

    it('see both pits without a limit, so that the one before can fail', async () => {
      const as = await limit(role, null);
      const seen: string[] = [];
      for (const call of allowedTo(role).filter(({ method }) => method === 'GET')) {
        const text = call.isEventStream
          ? await eventsOf(as)
          : (await backend.send({ ...call.request(idOf(role)), as })).text;
        if (HIDDEN.test(text)) seen.push(call.operationId);
      }
      expect(seen).toEqual(
        expect.arrayContaining(['WorkshopPits.list', 'Streams.list', 'ViewingSessions.list', 'Events.open']),
      );
    });

    it('see no pit with an empty limit', async () => {
      const as = await limit(role, []);
      const list = await backend.send({ url: `/api/v1/workshops/${workshopId()}/pits`, as });
      expect(list.body).toEqual({ items: [], next_cursor: null });
      expect((await backend.send({ url: `/api/v1/pits/${pitId()}`, as })).status).toBe(404);
      expect(JSON.parse(await eventsOf(as))).toMatchObject([{ event: 'snapshot', data: { pits: [] } }]);
    });
  });
});
