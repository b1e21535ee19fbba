import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort, freePortsInARow } from './free-ports';

it('gives no port twice, though nobody has opened the first yet', async () => {
  const single = Array.from({ length: 40 }, () => freePort());
  const rows = Array.from({ length: 10 }, () => freePortsInARow(4));
  const given = [
    ...(await Promise.all(single)),
    ...(await Promise.all(rows)).flatMap((first) => [first, first + 1, first + 2, first + 3]),
  ];
  expect(new Set(given).size).toBe(80);
});

it('gives none from the range that the system gives away itself', async () => {
  const given = await Promise.all(Array.from({ length: 20 }, () => freePort()));
  expect(given.filter((port) => port < 1024 || port >= 32_768)).toEqual([]);
});

it('passes over a port that is held over TCP', async () => {
  const held = (await freePort()) + 1;
  const holder = createServer().listen(held, '127.0.0.1');
  await once(holder, 'listening');
  expect(await freePort()).not.toBe(held);
  holder.close();
});

it('passes over a port that is held over UDP', async () => {
  const held = (await freePort()) + 1;
  const holder = createSocket('udp4');
  holder.bind(held, '127.0.0.1');
  await once(holder, 'listening');
  expect(await freePort()).not.toBe(held);
  holder.close();
});

it('gives a row only where all of it is free', async () => {
  const held = (await freePort()) + 3;
  const holder = createServer().listen(held, '127.0.0.1');
  await once(holder, 'listening');
  const first = await freePortsInARow(4);
  expect(held >= first && held < first + 4).toBe(false);
  holder.close();
});
