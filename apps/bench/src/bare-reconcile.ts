// Baseline of reconciling: Node without a framework that sends the same replacements with the same concurrency and the
// same pauses. The replacements are fixed: it reads, compares and decrypts nothing.
import { Agent, request } from 'node:http';

/** Job of a round. */
export interface BareReconcileJob {
  /** Port of the control API. */
  readonly port: number;
  /** Port of the camera. */
  readonly camera: number;
  readonly pits: number;
}

const PATH_WRITE_CONCURRENCY = 4;
const MAX_PAUSE_MS = 40;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function replacePath(port: number, name: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const path = `/v3/config/paths/replace/${name}`;
    request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent }, (response) =>
      response.resume().once('end', () => resolve()),
    )
      .once('error', reject)
      .end(body);
  });
}

process.on('message', async ({ port, camera, pits }: BareReconcileJob) => {
  const names = Array.from(
    { length: pits },
    (_, at) => `workshop-${1 + Math.floor(at / 1000)}/pit-${1 + (at % 1000)}`,
  );
  const source = `rtsp://127.0.0.1:${camera}/stream1`;
  const body = JSON.stringify({ source, rtspTransport: 'tcp', sourceOnDemand: false });
  await Promise.all(
    Array.from({ length: PATH_WRITE_CONCURRENCY }, async () => {
      for (let name = names.shift(); name; name = names.shift()) {
        await replacePath(port, name, body);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * MAX_PAUSE_MS));
      }
    }),
  );
  process.send?.('done');
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
