import type { Camera, CreatedAlertChannel, MaintenanceWindow, Pit, Role, Workshop } from '@ppf/contracts';
import { randomUUID } from 'node:crypto';
import { PlaceWorkshop } from '../media-servers/moving/place-workshop';
import { DiscoverCameras } from '../pits/onvif/discover-cameras';
import { DomainError } from '../platform/problems/domain-error';
import type { BackendUnderTest } from './start-backend';

/** Ids of the objects of one tenant. A key is the segment of a path that an id follows, or the name of a field. */
export type TenantIds = Readonly<Record<string, number | string>>;

/** A workshop with one object of each kind, and a user of each of its roles. */
export interface Tenant {
  /** The objects as a role sees them: viewing sessions are those of the user of the role. */
  readonly ids: Readonly<Record<Role, TenantIds>>;
  readonly tokens: Readonly<Record<Exclude<Role, 'operator'>, string>>;
}

/** Fields of requests that contain an id, with the segment of the paths to the same kind of object. */
const FIELDS: Readonly<Record<string, string>> = {
  pit_id: 'pits',
  pit_ids: 'pits',
  user_id: 'members',
  channel_id: 'alert-channels',
  media_server_id: 'media-servers',
  jtis: 'jtis',
};

/** The key of the id that a field contains; undefined: the field contains no id. */
export function idKeyOf(field: string): string | undefined {
  if (field in FIELDS) return FIELDS[field];
  return /(?:^|_)ids?$/.test(field) ? field : undefined;
}

/** Replaces work that sends to the network, or waits for a media server that does not respond. */
export function replaceSlowWork({ app }: BackendUnderTest): void {
  jest.spyOn(app.get(DiscoverCameras), 'discover').mockResolvedValue({ items: [] });
  jest.spyOn(app.get(PlaceWorkshop), 'place').mockRejectedValue(new DomainError('media-server-unreachable'));
}

/**
 * Creates a tenant. Add an object for each new kind that the API has: the sweep of tenant isolation fails without it.
 * @param name Part of every text of the tenant, so that it is found in responses.
 */
export async function makeTenant(backend: BackendUnderTest, name: string, operator: string): Promise<Tenant> {
  const make = async <T>(method: 'POST' | 'PUT', url: string, body: object): Promise<T> => {
    const answer = await backend.send({ method, url: `/api/v1/${url}`, body, as: operator });
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${answer.text}`);
    return answer.body;
  };
  const { id: workshop } = await make<Workshop>('POST', 'workshops', { name });
  const { id: pit } = await make<Pit>('POST', `workshops/${workshop}/pits`, { number: 1, name });
  await make<Camera>('PUT', `pits/${pit}/camera`, { kind: 'push' });
  // Disabled, so that the outage below sends no alert.
  const webhook = { enabled: false, kind: 'webhook', name, url: 'http://127.0.0.1:9/hook', pit_ids: [pit] };
  const { channel } = await make<CreatedAlertChannel>(
    'POST',
    `workshops/${workshop}/alert-channels`,
    webhook,
  );
  const window = await make<MaintenanceWindow>('POST', `workshops/${workshop}/maintenance-windows`, {
    // In the future: past ones are deleted.
    ...{ kind: 'once', reason: name, pit_id: pit },
    ...{ begins_at: '2036-01-01T08:00:00Z', ends_at: '2036-01-01T09:00:00Z' },
  });
  const tokens = {
    owner: await backend.tokenFor('owner', workshop),
    staff: await backend.tokenFor('staff', workshop),
    observer: await backend.tokenFor('observer', workshop),
  };
  const [delivery] = await insert(
    backend,
    `INSERT INTO alert_delivery (channel_id, message_id, events, state, give_up_at, created_at)
     VALUES ($1, $2, '[]', 'failed', now(), now()) RETURNING id`,
    [channel.id, randomUUID()],
  );
  await backend.database.query(PERIOD, [randomUUID(), pit]);
  const [member] = await insert(backend, USER, [workshop, 'observer']);
  const watch = async (role: Role): Promise<TenantIds> => {
    const jti = randomUUID();
    const [user] = await insert(backend, USER, [workshop, role]);
    const [session] = await insert(backend, SESSION, [jti, workshop, pit, user?.id, name]);
    return {
      workshops: workshop,
      pits: pit,
      members: member?.id ?? 0,
      'alert-channels': channel.id,
      'alert-deliveries': delivery?.id ?? 0,
      'maintenance-windows': window.id,
      sessions: session?.id ?? 0,
      jtis: jti,
    };
  };
  const [owner, staff, observer] = [await watch('owner'), await watch('staff'), await watch('observer')];
  return { tokens, ids: { operator: owner, owner, staff, observer } };
}

const USER = 'SELECT id FROM app_user WHERE workshop_id = $1 AND role = $2';

function insert(backend: BackendUnderTest, sql: string, values: unknown[]): Promise<{ id: number }[]> {
  return backend.database.query(sql, values);
}

const SESSION = `INSERT INTO viewing_session (jti, workshop_id, pit_id, path, media_server_id, viewer_kind, viewer_id,
    viewer_name, protocol, address, user_agent, media_ids, issued_at, began_at, seen_at, lease_until, was_listed, ended_at,
    end_reason)
  VALUES ($1, $2, $3, 'workshop-' || $2::int || '/pit-1', 1, 'user', $4, $5, 'webrtc', '10.0.0.1', 'agent', '{a}', now(),
    now(), now(), now(), true, now(), 'left') RETURNING id`;

const PERIOD = `WITH observation AS (
    INSERT INTO stream_observation (id, began_at, observed_until) VALUES ($1, now() - interval '1 hour', now()) RETURNING id)
  INSERT INTO stream_period (pit_id, began_at, observation_id, state)
  SELECT $2::int, now() - interval '1 hour', id, 'offline' FROM observation`;
