import { SignedInUser } from './signed-in-user.dto';

/** Response of `POST /auth/login` and `POST /auth/refresh` (RFC 6749 §5.1). The refresh token is a cookie. */
export class AccessTokenResponse {
  /** A JWT for `Authorization: Bearer …` on this API. Not a stream token. */
  access_token: string;

  /** Always `Bearer`. */
  token_type: string;

  /** Seconds until the access token expires. */
  expires_in: number;

  user: SignedInUser;
}
