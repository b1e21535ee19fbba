import { createHmac } from 'node:crypto';

const USER = /^edge-([1-9]\d{0,9})$/;

/**
 * What an edge shows its origin, which asks our hook about it. Long-lived, because another one would be another
 * configuration of the path and end its viewers (MediaMTX contract §10); derived from the hook's secret, which the edge
 * has in its file anyway, so that there is nothing to store. Short enough for every RTSP client, and without a colon.
 */
export function edgeCredential(hookSecret: string, edgeId: number): { user: string; password: string } {
  const password = createHmac('sha256', hookSecret).update(`edge ${edgeId}`).digest('base64url');
  return { user: edgeUserOf(edgeId), password };
}

/** The user name that an edge shows. */
export function edgeUserOf(edgeId: number): string {
  return `edge-${edgeId}`;
}

/** The id of the edge that a user name stands for; null: none. */
export function edgeIdOf(user: string): number | null {
  const id = USER.exec(user)?.[1];
  return id === undefined ? null : Number(id);
}
