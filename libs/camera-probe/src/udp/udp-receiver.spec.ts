import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { UdpReceiver } from './udp-receiver';

describe('UdpReceiver', () => {
  it.each([
    ['127.0.0.1', 'udp4'],
    ['::1', 'udp6'],
  ] as const)('receives what is sent to its even port, and opens the way to %s', async (address, type) => {
    const got: string[] = [];
    let arrived = (): void => undefined;
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    const receiver = await UdpReceiver.open(address, (packet) => {
      got.push(packet.toString());
      arrived();
    });
    const camera = createSocket(type).bind(0, address);
    await once(camera, 'listening');
    receiver.openFirewall(address, [camera.address().port, camera.address().port]);
    const [, { port }] = (await once(camera, 'message')) as [Buffer, { port: number }];
    expect([receiver.port % 2, [receiver.port, receiver.port + 1].includes(port)]).toEqual([0, true]);
    camera.send('picture', receiver.port, address);
    await arrival;
    expect(got).toEqual(['picture']);
    camera.close();
    receiver.close();
  });

  it('opens many pairs in parallel, and frees them', async () => {
    const pairs = await Promise.all(
      Array.from({ length: 30 }, () => UdpReceiver.open('127.0.0.1', () => undefined)),
    );
    expect(new Set(pairs.map(({ port }) => port)).size).toBe(30);
    for (const pair of pairs) pair.close();
    const [freed] = pairs.map(({ port }) => port);
    const again = createSocket('udp4').bind(freed);
    await once(again, 'listening');
    again.close();
  });
});
