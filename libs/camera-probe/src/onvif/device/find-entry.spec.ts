import { queryDevice, CLOSED, startDevice, stopDevices } from '../../fixtures/query-onvif-device';
import { entryPlaces } from './find-entry';

const TARGET = { host: 'cam.lan', addresses: ['10.0.0.5'], port: null, tls: null, path: null };
const textOf = ({ tls, address, port, path }: ReturnType<typeof entryPlaces>[number]) =>
  `${tls ? 'https' : 'http'}://${address}:${port}${path}`;

afterEach(stopDevices);

describe('the address of a device’s own service', () => {
  it.each<[string, Partial<Parameters<typeof entryPlaces>[0]>, string[]]>([
    ['nothing', {}, ['http://10.0.0.5:80/onvif/device_service', 'https://10.0.0.5:443/onvif/device_service']],
    ['a port', { port: 8000, path: '/x' }, ['http://10.0.0.5:8000/x', 'https://10.0.0.5:8000/x']],
    ['a port of TLS', { port: 443, path: '/x' }, ['https://10.0.0.5:443/x', 'http://10.0.0.5:443/x']],
    ['TLS', { tls: true, path: '/x' }, ['https://10.0.0.5:443/x']],
    ['no TLS', { tls: false, path: '/x' }, ['http://10.0.0.5:80/x']],
    [
      'two addresses',
      { addresses: ['10.0.0.5', '10.0.0.6', '10.0.0.7'], tls: false, path: '/x' },
      ['http://10.0.0.5:80/x', 'http://10.0.0.6:80/x'],
    ],
  ])('with %s known', (_, target, places) => {
    expect(entryPlaces({ ...TARGET, ...target }).map(textOf)).toEqual(places);
  });

  it('is TLS where the device redirects to it', async () => {
    const secure = await startDevice({ ...CLOSED, tls: true });
    const location = `https://cam.local:${secure.port}/`;
    const moved = { status: 301, headers: { location }, body: '' };
    const { paths, device } = await queryDevice({ ...CLOSED, script: { GetSystemDateAndTime: moved } });
    expect(paths).toEqual(['/live?ch=1&s=0']);
    expect(device.asked).toEqual(['GetSystemDateAndTime']);
  });

  it.each([
    [
      'a redirect that leads nowhere',
      { status: 301, headers: { location: 'https://127.0.0.1:1/' }, body: '' },
    ],
    ['a page that speaks of TLS', { status: 400, body: 'The plain HTTP request was sent to HTTPS port' }],
  ])('is what answers with %s, when the rest of it works', async (_, answer) => {
    const { paths } = await queryDevice({ ...CLOSED, script: { GetSystemDateAndTime: answer } });
    expect(paths).toEqual(['/live?ch=1&s=0']);
  });
});
