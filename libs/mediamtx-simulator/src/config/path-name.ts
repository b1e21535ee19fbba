/** Why v1.20.1 refuses a path name, or null when it is legal (MediaMTX contract §3.2). */
export function refusalOfPathName(name: string): string | null {
  if (name === '') return 'cannot be empty';
  if (name.startsWith('/')) return "can't begin with a slash";
  if (name.endsWith('/')) return "can't end with a slash";
  if (!/^[0-9a-zA-Z_\-/.]+$/.test(name)) {
    return 'can contain only alphanumeric characters, underscore, dot, minus, slash';
  }
  if (name.split('/').some((segment) => segment === '.' || segment === '..')) {
    return "can't contain dot path segments";
  }
  return null;
}
