/** User name and password, decoded. */
export interface RtspCredentials {
  readonly user: string;
  readonly password: string;
}

/** The `Authorization` header for a Basic challenge, in UTF-8 (RFC 7617). */
export function basicAuthorization({ user, password }: RtspCredentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
}
