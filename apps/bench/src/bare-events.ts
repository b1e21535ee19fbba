// Baseline of live events: Node without a framework that writes one server-sent event to every open connection. It has
// no access tokens, no audiences, no event ids to resume from and no handling of slow clients.
import { createServer, type ServerResponse } from 'node:http';

const open = new Set<ServerResponse>();
let count = 0;

createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(':\n\n');
  open.add(response);
  response.once('close', () => open.delete(response));
}).listen(Number(process.env['PORT']), '127.0.0.1', () => process.send?.('ready'));

process.on('message', (stream) => {
  count += 1;
  const data = { pit_id: 1, workshop_id: 1, path: 'workshop-1/pit-1', stream };
  const frame = Buffer.from(`id: bench-${count}\nevent: pit-stream\ndata: ${JSON.stringify(data)}\n\n`);
  for (const response of open) response.write(frame);
});
process.on('disconnect', () => process.exit(0));
