import { createHmac } from 'node:crypto';

const USER = /^edge-([1-9]\d{0,9})$/;

/**
 * The credential of an edge at its origin, which calls the auth hook with it. Long-lived, because another one would be another
 * configuration of the path and disconnect its viewers (MediaMTX contract §10). Derived from the hook's secret, which the edge
 * has in its file anyway, so that there is nothing to store. Short enough for every RTSP client, and without a colon.
 */
export function edgeCredential(hookSecret: string, edgeId: number): { user: string; password: string } {
  const password = createHmac('sha256', hookSecret).update(`edge ${edgeId}`).digest('base64url');
  return { user: edgeUserOf(edgeId), password };
}

/** User name of an edge. */
export function edgeUserOf(edgeId: number): string {
  return `edge-${edgeId}`;
}

/** Parses the user name of an edge. @returns the id of the edge; null: another user name. */
export function edgeIdOf(user: string): number | null {
  const id = USER.exec(user)?.[1];
  return id === undefined ? null : Number(id);
}
