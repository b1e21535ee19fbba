import { startSamplePublisher, type SampleClip, type SamplePublisher } from '@ppf/sample-cameras';
import { waitFor } from '@ppf/testing';
import { send } from './http-request';
import type { ServerUnderTest } from './servers-under-test';

/** Publishes a clip to a path, like the camera of the recordings. */
export function publish(
  server: ServerUnderTest,
  path: string,
  clip: SampleClip = 'push',
): Promise<SamplePublisher> {
  const url = `rtsp://cam-1:cam-secret@127.0.0.1:${server.ports.rtsp}/${path}`;
  return startSamplePublisher({ url, clip });
}

/** A path in the format of the Control API. */
export interface ShownPath {
  name: string;
  confName: string;
  ready: boolean;
  readers: { type: string; id: string }[];
  source: { type: string; id: string } | null;
  bytesReceived: number;
  bytesSent: number;
}

/** Waits until a path meets a condition. Rejects after a timeout. */
export function untilPath(
  server: ServerUnderTest,
  name: string,
  met: (path: ShownPath) => boolean,
  headers: Record<string, string> = {},
): Promise<ShownPath> {
  return waitFor(async () => {
    const { status, body } = await send(server.ports.api, `/v3/paths/get/${name}`, { headers });
    return status === 200 && met(body as ShownPath) && (body as ShownPath);
  }, `path ${name} with ${met}`);
}

/** The ids in a list of the Control API. */
export async function listedIds(server: ServerUnderTest, list: string): Promise<string[]> {
  const { body } = await send(server.ports.api, `/v3/${list}/list`);
  return (body as { items: { id: string }[] }).items.map(({ id }) => id);
}
