import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort, freePortsInARow } from './free-ports';

it('returns no port twice, even if the first is not open', async () => {
  const single = Array.from({ length: 40 }, () => freePort());
  const rows = Array.from({ length: 10 }, () => freePortsInARow(4));
  const given = [
    ...(await Promise.all(single)),
    ...(await Promise.all(rows)).flatMap((first) => [first, first + 1, first + 2, first + 3]),
  ];
  expect(new Set(given).size).toBe(80);
});

it('returns no port of the range that the system assigns', async () => {
  const given = await Promise.all(Array.from({ length: 20 }, () => freePort()));
  expect(given.filter((port) => port < 1024 || port >= 32_768)).toEqual([]);
});

it('skips a port in use over TCP', async () => {
  const held = (await freePort()) + 1;
  const holder = createServer().listen(held, '127.0.0.1');
  await once(holder, 'listening');
  expect(await freePort()).not.toBe(held);
  holder.close();
});

it('skips a port in use over UDP', async () => {
  const held = (await freePort()) + 1;
  const holder = createSocket('udp4');
  holder.bind(held, '127.0.0.1');
  await once(holder, 'listening');
  expect(await freePort()).not.toBe(held);
  holder.close();
});

it('returns consecutive ports only if all are free', async () => {
  const held = (await freePort()) + 3;
  const holder = createServer().listen(held, '127.0.0.1');
  await once(holder, 'listening');
  const first = await freePortsInARow(4);
  expect(held >= first && held < first + 4).toBe(false);
  holder.close();
});
