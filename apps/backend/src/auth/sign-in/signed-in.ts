import { type AccessTokenResponse, permissionsOf, type SignedInUser } from '@ppf/contracts';
import type { AccessToken } from '../access/access-token';
import type { UserEntity } from '../user.entity';

/** A user who has just signed in or refreshed. */
export interface SignedIn {
  readonly user: UserEntity;
  /** For the cookie; never in a body. */
  readonly refreshToken: string;
}

/** Maps a user to the response for the user. */
export function toSignedInUserResponse(user: UserEntity): SignedInUser {
  return {
    id: user.id,
    email: user.email,
    display_name: user.displayName,
    role: user.role,
    permissions: permissionsOf(user.role),
    workshop_id: user.workshopId,
  };
}

/** Maps a sign-in to the response of a sign-in or refresh. */
export function toAccessTokenResponse({ user }: SignedIn, tokens: AccessToken): AccessTokenResponse {
  return {
    access_token: tokens.issue(user),
    token_type: 'Bearer',
    expires_in: tokens.ttlSeconds,
    user: toSignedInUserResponse(user),
  };
}
