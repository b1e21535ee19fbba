import type { Member, MemberRole, Workshop } from '@ppf/contracts';
import type { UserEntity } from '../auth';
import { toInstant } from '../platform/database/to-instant';
import type { WorkshopEntity } from './workshop.entity';

/** Maps a workshop to its response. */
export function toWorkshopResponse(workshop: WorkshopEntity): Workshop {
  return {
    id: workshop.id,
    name: workshop.name,
    camera_networks: workshop.cameraNetworks,
    is_sample: workshop.isSample,
    created_at: toInstant(workshop.createdAt),
  };
}

/** Maps a member to their response. */
export function toMemberResponse(user: UserEntity): Member {
  return {
    id: user.id,
    email: user.email,
    display_name: user.displayName,
    // The table has no operator with a workshop.
    role: user.role as MemberRole,
    pit_ids: user.pitIds,
    disabled_at: user.disabledAt && toInstant(user.disabledAt),
    created_at: toInstant(user.createdAt),
  };
}
