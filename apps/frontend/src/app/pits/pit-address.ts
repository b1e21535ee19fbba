import { inject, Injectable } from '@angular/core';
import { type CanActivateFn, RedirectCommand, type ResolveFn, Router } from '@angular/router';
import type { Pit } from '@ppf/contracts';
import { PitsApi } from '../api/pits-api';
import { ProblemError } from '../api/problem-error';

/** What an address of a pit is made of: people know its number, never its id. */
export type PitNumbers = Pick<Pit, 'workshop_id' | 'number'>;

/** The address of a pit's page, or of one beneath it, as a `routerLink`. */
export function pitLink({ workshop_id, number }: PitNumbers, ...rest: readonly string[]): unknown[] {
  return ['/workshops', workshop_id, 'pits', number, ...rest];
}

/** Read by src/early too: a pit's session is begun before the application could ask for its id. */
const KEY = 'ppf-pit-ids';
/** Ids that are kept in the browser; the oldest go first. */
const MAX_KEPT = 200;

/** Which id a pit has, by its workshop and number, as far as it was seen. */
@Injectable({ providedIn: 'root' })
export class PitIds {
  private readonly known = new Map<string, number>();

  /** Notes pits that were seen. */
  note(pits: readonly (PitNumbers & Pick<Pit, 'id'>)[]): void {
    const isNews = pits.some((pit) => this.known.get(keyOf(pit)) !== pit.id);
    for (const pit of pits) this.known.set(keyOf(pit), pit.id);
    if (isNews) keep(this.known);
  }

  /** The id of a pit; undefined: it was not seen since the application was loaded. */
  of(pit: PitNumbers): number | undefined {
    return this.known.get(keyOf(pit));
  }
}

/** The id of the pit that an address names; 0 where there is no such pit. */
export const pitIdOfAddress: ResolveFn<number> = async ({ paramMap }) => {
  const [api, ids, router] = [inject(PitsApi), inject(PitIds), inject(Router)];
  const [workshop_id, number] = [Number(paramMap.get('workshopId')), Number(paramMap.get('number'))];
  if (!isId(workshop_id) || !isId(number)) return 0;
  const known = ids.of({ workshop_id, number });
  if (known !== undefined) return known;
  try {
    const pit = await api.byNumber(workshop_id, number);
    if (pit) ids.note([pit]);
    return pit?.id ?? 0;
  } catch (problem) {
    if (!(problem instanceof ProblemError)) throw problem;
    if (problem.code === 'workshop-not-found') return 0;
    // The wall says why nothing can be shown, and tries again.
    return new RedirectCommand(router.parseUrl('/pits'));
  }
};

/** Addresses with a pit's id go on working: they lead to those with its number. */
export const toPitNumber: CanActivateFn = async (route, state) => {
  const [api, ids, router] = [inject(PitsApi), inject(PitIds), inject(Router)];
  const id = Number(route.paramMap.get('id'));
  if (!isId(id))
    return new RedirectCommand(router.parseUrl('/workshops/0/pits/0'), { skipLocationChange: true });
  try {
    const pit = await api.byId(id);
    ids.note([pit]);
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
    // The page says why it cannot be shown. Where there is no such pit, it need not ask again.
    if (problem.code !== 'pit-not-found') return true;
    return new RedirectCommand(router.parseUrl('/workshops/0/pits/0'), { skipLocationChange: true });
  }
};

function isId(value: number): boolean {
  return Number.isInteger(value) && value > 0 && value <= 2_147_483_647;
}

const keyOf = ({ workshop_id, number }: PitNumbers): string => `${workshop_id}/${number}`;

function keep(known: ReadonlyMap<string, number>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries([...known].slice(-MAX_KEPT))));
  } catch {
    // Storage is refused in some private windows: a pit's session then begins a little later.
  }
}
