import type { Pit, Workshop } from '@ppf/contracts';
import type { BackendUnderTest } from './start-backend';

/** Two tenants, each with one pit, and a user of every role. */
export interface TwoWorkshops {
  readonly ours: number;
  readonly theirs: number;
  readonly ourPit: number;
  readonly theirPit: number;
  /** Access tokens; owner and staff belong to `ours`, otherOwner to `theirs`. */
  readonly admin: string;
  readonly owner: string;
  readonly staff: string;
  readonly otherOwner: string;
}

/** Creates them through the API. */
export async function makeTwoWorkshops(backend: BackendUnderTest): Promise<TwoWorkshops> {
  const admin = await backend.tokenFor('operator');
  const make = async <T>(url: string, body: object) =>
    (await backend.send({ method: 'POST', url: `/api/v1/${url}`, body, as: admin })).body as T;
  const { id: ours } = await make<Workshop>('workshops', { name: 'Ours' });
  const { id: theirs } = await make<Workshop>('workshops', { name: 'Theirs' });
  const { id: ourPit } = await make<Pit>(`workshops/${ours}/pits`, { number: 1 });
  const { id: theirPit } = await make<Pit>(`workshops/${theirs}/pits`, { number: 1 });
  return {
    ours,
    theirs,
    ourPit,
    theirPit,
    admin,
    owner: await backend.tokenFor('owner', ours),
    staff: await backend.tokenFor('staff', ours),
    otherOwner: await backend.tokenFor('owner', theirs),
  };
}
