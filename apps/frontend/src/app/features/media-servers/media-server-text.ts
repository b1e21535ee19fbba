import type { MediaServerDetails, PathChange, PathChangeReason, WorkshopPlacement } from '@ppf/contracts';
import type { ChipTone } from '../../ui/chip';
import { clockText } from '../../ui/time-text';

/** How a server does, in a word. */
export interface ServerState {
  readonly tone: ChipTone;
  readonly word: string;
}

/** The state of a server for its chip. */
export function serverState({ health, state, workshops, viewers }: MediaServerDetails): ServerState {
  if (health.since === null) return { tone: 'waiting', word: 'Asking' };
  if (!health.reachable) return { tone: 'failed', word: 'Does not answer' };
  if (state === 'in-use') return { tone: 'live', word: 'In use' };
  return workshops > 0 || viewers > 0
    ? { tone: 'stalled', word: 'Draining' }
    : { tone: 'offline', word: 'Drained' };
}

/** Since when it is so, and when it last answered. */
export function healthText({ health }: MediaServerDetails, now: number): string {
  if (health.since === null) return 'It has not been asked yet.';
  if (health.reachable) return `Answers since ${clockText(health.since, now)}.`;
  const last =
    health.answered_at === null ? 'never answered' : `last at ${clockText(health.answered_at, now)}`;
  return `Does not answer since ${clockText(health.since, now)}; ${last}. Check that it runs, and its address.`;
}

/** What a server says it is. */
export function versionText({ health }: MediaServerDetails): string {
  if (!health.reachable) return 'unknown';
  return health.version ?? 'before v1.15.2';
}

/** A number of things, in words. */
export function countText(count: number, one: string, many = `${one}s`): string {
  return `${count === 0 ? 'no' : count} ${count === 1 ? one : many}`;
}

/** Who is disconnected. */
export function disconnectText(viewers: number): string {
  if (viewers === 0) return 'Nobody is watching now.';
  return `${countText(viewers, 'viewer')} will be disconnected; their players come back by themselves.`;
}

/** What a move means for cameras that connect by themselves. */
export function pushText(cameras: number): string {
  if (cameras === 0) return '';
  return cameras === 1
    ? ' One camera sends by itself: give it the other server’s address afterwards.'
    : ` ${cameras} cameras send by themselves: give them the other server’s address afterwards.`;
}

/** What moving a workshop means. */
export function moveText({ viewers, push_cameras }: WorkshopPlacement): string {
  return disconnectText(viewers) + pushText(push_cameras);
}

const REASONS: Readonly<Record<PathChangeReason, string>> = {
  missing: 'the server does not have it',
  differs: 'it differs',
  'no-pattern': 'nothing in the server’s file lets the camera send',
  unwanted: 'no pit has it',
  'may-not-publish': 'it may not send there',
  'key-replaced': 'its key was replaced',
};

const ACTIONS: Readonly<Record<PathChange['action'], string>> = {
  make: 'Make',
  change: 'Change',
  remove: 'Remove',
  disconnect: 'Disconnect the camera on',
};

/** What a change does, in a few words. */
export function changeText({ action, path }: PathChange): string {
  return `${ACTIONS[action]} ${path}`;
}

/** Why, and whom it disconnects. */
export function changeReason({
  reason,
  fields,
  disconnects_viewers: viewers,
  postponed,
}: PathChange): string {
  const why = fields.length > 0 ? `${REASONS[reason]} in ${fields.join(', ')}` : REASONS[reason];
  if (postponed) return `${why}; waits until nobody watches (${countText(viewers, 'viewer')} now)`;
  return viewers > 0 ? `${why}; disconnects ${countText(viewers, 'viewer')}` : why;
}
