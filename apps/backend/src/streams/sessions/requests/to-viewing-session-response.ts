import type { ViewingSession } from '@ppf/contracts';
import { toInstant } from '../../../platform/database/to-instant';
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
    began_at: toInstant(session.beganAt),
    lease_until: toInstant(session.leaseUntil),
    ended_at: session.endedAt && toInstant(session.endedAt),
    end_reason: session.endReason,
    ended_by: session.endedByName,
    bytes_sent: session.bytesSent,
  };
}
