/** When the JWT of an `Authorization` header that `AccessGuard` has accepted ends, milliseconds; 0 when it does not say. */
export function endOfAccess(authorization: string): number {
  try {
    const payload = Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { exp } = JSON.parse(payload) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : 0;
  } catch {
    return 0;
  }
}
