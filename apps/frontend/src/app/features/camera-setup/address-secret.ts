/** Names under which cameras and recorders take a password in a path or a query. */
const PASSWORD = /((?:^|[?&;/_])(?:password|passwd|passw|pass|pwd|psw)=)([^&;/?#\s]+)/gi;
/** A user and password before the host. */
const USERINFO = /^(\s*[a-z]+:\/\/[^\s/@:]*:)([^\s]+)(?=@)/i;

/** Whether an address as it was typed or pasted holds a password. Pure. */
export function holdsPassword(address: string): boolean {
  return withoutPasswords(address) !== address;
}

/** The address with dots in place of every password that it holds. Pure. */
export function withoutPasswords(address: string): string {
  return address.replace(USERINFO, '$1••••').replace(PASSWORD, '$1••••');
}
