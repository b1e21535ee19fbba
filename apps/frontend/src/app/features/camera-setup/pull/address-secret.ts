/** Parameters in which cameras and recorders accept a password in a path or a query. */
const PASSWORD = /((?:^|[?&;/_])(?:password|passwd|passw|pass|pwd|psw)=)([^&;/?#\s]+)/gi;
/** User name and password before the host. */
const USERINFO = /^(\s*[a-z]+:\/\/[^\s/@:]*:)([^\s]+)(?=@)/i;

/** Whether a typed or pasted address contains a password. Pure. */
export function containsPassword(address: string): boolean {
  return maskPasswords(address) !== address;
}

/** The address with each password replaced by dots. Pure. */
export function maskPasswords(address: string): string {
  return address.replace(USERINFO, '$1••••').replace(PASSWORD, '$1••••');
}
