import type { MediaServerDetails, PathChange, PathChangeReason, WorkshopPlacement } from '@ppf/contracts';
import { formatRecent } from '../../texts';
import type { ChipTone } from '../../ui/chip';
import { text } from './texts/text';

/** State of a server for a chip. */
export interface ServerState {
  readonly tone: ChipTone;
  readonly word: string;
}

type TextKey = Parameters<typeof text>[0];

/** State of a server for its chip. */
export function serverState({ health, state, workshops, viewers }: MediaServerDetails): ServerState {
  if (health.since === null) return { tone: 'waiting', word: text('state.unknown') };
  if (!health.reachable) return { tone: 'failed', word: text('state.unreachable') };
  if (state === 'in-use') return { tone: 'live', word: text('state.inUse') };
  return workshops > 0 || viewers > 0
    ? { tone: 'stalled', word: text('state.draining') }
    : { tone: 'offline', word: text('state.drained') };
}

/** Reachability of a server with its times. */
export function healthText({ health }: MediaServerDetails, now: number): string {
  if (health.since === null) return text('health.unknown');
  const since = formatRecent(health.since, now);
  if (health.reachable) return text('health.reachable', { since });
  if (health.answered_at === null) return text('health.neverReachable', { since });
  return text('health.unreachable', { since, answered: formatRecent(health.answered_at, now) });
}

/** Reported version of a server. */
export function versionText({ health }: MediaServerDetails): string {
  if (!health.reachable) return text('version.unknown');
  return health.version ?? text('version.old');
}

/** A number of viewers. */
export function viewersText(count: number): string {
  return text('viewers', { count });
}

/** A number of cameras. */
export function camerasText(count: number): string {
  return text('cameras', { count });
}

/** How many viewers an action disconnects. */
export function disconnectText(count: number): string {
  return text('disconnects', { count });
}

/** Consequences of moving a workshop. */
export function moveText({ viewers, push_cameras: count }: WorkshopPlacement): string {
  const push = count === 0 ? [] : [text('push', { count })];
  return [disconnectText(viewers), ...push].join(' ');
}

const REASONS: Readonly<Record<PathChangeReason, TextKey>> = {
  missing: 'reason.missing',
  differs: 'reason.differs',
  'no-pattern': 'reason.noPattern',
  unwanted: 'reason.unwanted',
  'may-not-publish': 'reason.mayNotPublish',
  'key-replaced': 'reason.keyReplaced',
};

/** A path change. */
export function changeText({ action, path }: PathChange): string {
  return text('change', { action, path });
}

/** Reason of a path change, and the viewers that it disconnects. */
export function changeReason({
  reason: code,
  fields,
  disconnects_viewers: count,
  postponed,
}: PathChange): string {
  const cause = text(REASONS[code]);
  const reason =
    fields.length > 0 ? text('reason.fields', { reason: cause, fields: fields.join(', ') }) : cause;
  if (postponed) return text('reason.postponed', { reason, viewers: viewersText(count) });
  return count > 0 ? text('reason.disconnects', { reason, viewers: viewersText(count) }) : reason;
}
