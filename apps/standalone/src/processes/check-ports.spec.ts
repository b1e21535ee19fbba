import { createSocket, type Socket } from 'node:dgram';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { checkPorts } from './check-ports';

describe('checkPorts', () => {
  const host = '127.0.0.1';
  let tcp: Server;
  let udp: Socket;
  let tcpPort = 0;
  let udpPort = 0;

  beforeAll(async () => {
    tcp = createServer();
    await new Promise<void>((resolve) => tcp.listen(0, host, resolve));
    tcpPort = (tcp.address() as AddressInfo).port;
    udp = createSocket('udp4');
    await new Promise<void>((resolve) => udp.bind(0, host, resolve));
    udpPort = udp.address().port;
  });
  afterAll(() => {
    tcp.close();
    udp.close();
  });

  it('accepts free ports and leaves them free', async () => {
    const probe = createServer();
    await new Promise<void>((resolve) => probe.listen(0, host, resolve));
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const wanted = [{ name: 'PORT', port, host, protocol: 'tcp' as const }];
    await checkPorts(wanted);
    await checkPorts(wanted);
  });

  it('reports a port in use and the setting that changes it', async () => {
    await expect(checkPorts([{ name: 'PORT', port: tcpPort, host, protocol: 'tcp' }])).rejects.toThrow(
      `Port ${tcpPort} (PORT) is in use by another program: stop it, or set other ports.`,
    );
  });

  it('reports all ports in one sentence, including UDP', async () => {
    await expect(
      checkPorts([
        { name: 'PORT', port: tcpPort, host, protocol: 'tcp' },
        { name: 'MEDIAMTX_WEBRTC_UDP_PORT', port: udpPort, host, protocol: 'udp' },
      ]),
    ).rejects.toThrow(`Ports ${tcpPort} (PORT) and ${udpPort} (MEDIAMTX_WEBRTC_UDP_PORT) are in use`);
  });

  it('reports an address that the machine does not have', async () => {
    await expect(
      checkPorts([{ name: 'PORT', port: 0, host: '203.0.113.9', protocol: 'tcp' }]),
    ).rejects.toThrow('This machine has no address 203.0.113.9: correct HOST.');
  });
});
