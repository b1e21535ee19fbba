import type { ViewingSession } from '@ppf/contracts';
import { type NamedSession } from './visible-sessions';

/** Maps a viewing session to its response. */
export function toViewingSessionResponse(session: NamedSession): ViewingSession {
  return {
    id: session.id,
    workshop_id: session.workshopId,
    pit_id: session.pitId,
    path: session.path,
    viewer: { kind: session.viewerKind, id: session.viewerId, name: session.viewerName },
    protocol: session.protocol,
    address: session.address,
    user_agent: session.userAgent,
    began_at: session.beganAt.toISOString(),
    lease_until: session.leaseUntil.toISOString(),
    ended_at: session.endedAt?.toISOString() ?? null,
    end_reason: session.endReason,
    ended_by: session.endedByName,
    bytes_sent: session.bytesSent,
  };
}
