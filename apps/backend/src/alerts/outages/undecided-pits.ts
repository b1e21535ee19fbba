import type { AlertAudience, AlertPit } from './alert-audience';

/**
 * The pits of which a channel does not know yet how they are: away and not told, or told and not away any more. Pure.
 * Of all others, which on most days are all, nothing more needs to be read.
 */
export function undecidedPits(audience: AlertAudience, away: ReadonlySet<number>): AlertPit[] {
  const open = new Set(
    audience.told.filter(({ isOver }) => !isOver).map(({ channelId, pitId }) => `${channelId} ${pitId}`),
  );
  return audience.pits.filter((pit) =>
    audience.listeners.some(
      ({ id, workshopId, pitIds }) =>
        workshopId === pit.workshopId &&
        (pitIds?.includes(pit.id) ?? true) &&
        open.has(`${id} ${pit.id}`) !== away.has(pit.id),
    ),
  );
}
