// The baseline of reconciling: bare Node that sends the same replacements, as many at once and with the same pauses. It
// knows them by heart: nothing is read, compared, looked up or unsealed.
import { Agent, request } from 'node:http';

const AT_ONCE = 4;
const SPREAD_MS = 40;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

function replace(port, name, body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const route = `/v3/config/paths/replace/${name}`;
    request({ host: '127.0.0.1', port, path: route, method: 'POST', headers, agent }, (answer) =>
      answer.resume().once('end', resolve),
    )
      .once('error', reject)
      .end(body);
  });
}

process.on('message', async ({ port, camera, pits }) => {
  const names = Array.from(
    { length: pits },
    (_, at) => `workshop-${1 + Math.floor(at / 1000)}/pit-${1 + (at % 1000)}`,
  );
  const source = `rtsp://127.0.0.1:${camera}/stream1`;
  const body = JSON.stringify({ source, rtspTransport: 'tcp', sourceOnDemand: false });
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let name = names.shift(); name; name = names.shift()) {
        await replace(port, name, body);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * SPREAD_MS));
      }
    }),
  );
  process.send('done');
});
process.on('disconnect', () => process.exit(0));
process.send('ready');
