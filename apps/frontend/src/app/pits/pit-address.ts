import { inject, Injectable } from '@angular/core';
import { type CanActivateFn, RedirectCommand, type ResolveFn, Router } from '@angular/router';
import type { Pit } from '@ppf/contracts';
import { PitsApi } from '../api/pits-api';
import { ProblemError } from '../api/problem-error';

/** The parts of a pit's URL. URLs hold the number of the pit, which users know, and not its id. */
export type PitNumbers = Pick<Pit, 'workshop_id' | 'number'>;

/** The `routerLink` of a pit's page, or of a page below it. */
export function pitLink({ workshop_id, number }: PitNumbers, ...rest: readonly string[]): unknown[] {
  return ['/workshops', workshop_id, 'pits', number, ...rest];
}

/** Also read by src/early, which starts the viewing session of a pit before the application has loaded. */
const STORAGE_KEY = 'ppf-pit-ids';
/** Ids stored in the browser; the oldest are dropped first. */
const MAX_STORED_IDS = 200;

/** The ids of the pits that were loaded, by workshop and number. */
@Injectable({ providedIn: 'root' })
export class PitIds {
  private readonly known = new Map<string, number>();

  /** Remembers the ids of loaded pits. */
  remember(pits: readonly (PitNumbers & Pick<Pit, 'id'>)[]): void {
    const isNew = pits.some((pit) => this.known.get(keyOf(pit)) !== pit.id);
    for (const pit of pits) this.known.set(keyOf(pit), pit.id);
    if (isNew) store(this.known);
  }

  /** The id of a pit; undefined: it was not loaded since the application started. */
  of(pit: PitNumbers): number | undefined {
    return this.known.get(keyOf(pit));
  }
}

/** Resolves the id of the pit in the URL; 0 where there is no such pit. */
export const pitIdOfAddress: ResolveFn<number> = async ({ paramMap }) => {
  const [api, ids, router] = [inject(PitsApi), inject(PitIds), inject(Router)];
  const [workshop_id, number] = [Number(paramMap.get('workshopId')), Number(paramMap.get('number'))];
  if (!isId(workshop_id) || !isId(number)) return 0;
  const known = ids.of({ workshop_id, number });
  if (known !== undefined) return known;
  try {
    const pit = await api.byNumber(workshop_id, number);
    if (pit) ids.remember([pit]);
    return pit?.id ?? 0;
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    if (problem.code === 'workshop-not-found') return 0;
    // The wall shows the problem and retries.
    return new RedirectCommand(router.parseUrl('/pits'));
  }
};

/** Redirects URLs with a pit's id, from earlier versions, to those with its number. */
export const toPitNumber: CanActivateFn = async (route, state) => {
  const [api, ids, router] = [inject(PitsApi), inject(PitIds), inject(Router)];
  const id = Number(route.paramMap.get('id'));
  if (!isId(id))
    return new RedirectCommand(router.parseUrl('/workshops/0/pits/0'), { skipLocationChange: true });
  try {
    const pit = await api.byId(id);
    ids.remember([pit]);
    const tree = router.parseUrl(state.url);
    const rest = tree.root.children['primary']?.segments.slice(2).map(({ path }) => path) ?? [];
    const { queryParams, fragment } = tree;
    const to = router.createUrlTree(pitLink(pit, ...rest), {
      queryParams,
      ...(fragment !== null && { fragment }),
    });
    return new RedirectCommand(to, { replaceUrl: true });
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    // The page shows the problem. For a pit that does not exist it needs no request.
    if (problem.code !== 'pit-not-found') return true;
    return new RedirectCommand(router.parseUrl('/workshops/0/pits/0'), { skipLocationChange: true });
  }
};

function isId(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= 2_147_483_647;
}

const keyOf = ({ workshop_id, number }: PitNumbers): string => `${workshop_id}/${number}`;

function store(known: ReadonlyMap<string, number>): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(Object.fromEntries([...known].slice(-MAX_STORED_IDS))));
  } catch {
    // Some private windows refuse storage: the viewing session of a pit then starts a little later.
  }
}
