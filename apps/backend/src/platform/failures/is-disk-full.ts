/** PostgreSQL's disk_full, and the system's error codes for files. */
const FULL = /^(53100|ENOSPC|EDQUOT)$/;

/** Whether something could not be written because the disk has no room left. */
export function isDiskFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, driverError } = error as { code?: unknown; driverError?: unknown };
  return FULL.test(String(code)) || isDiskFull(driverError);
}
