import { CameraAddressGuard } from '../../address/camera-address-guard';
import { LOCAL_NETWORK_ONLY } from '../../address/camera-address-policy';
import { type FakeOnvif } from '../../fixtures/fake-onvif-device';
import { fault } from '../../fixtures/onvif-answers';
import { findCameraStreams, type OnvifTarget } from './find-camera-streams';
import {
  queryDevice,
  CLOSED,
  HTML,
  LARGE,
  LOOPBACK,
  MAIN,
  startDevice,
  stopDevices,
  SUB,
  targetAt,
} from '../../fixtures/query-onvif-device';

const signal = new AbortController().signal;
const HOUR = 3_600_000;
const LOCAL = new CameraAddressGuard(LOCAL_NETWORK_ONLY);

afterEach(stopDevices);

describe('a camera whose streams are not found', () => {
  const wrong = { password: 'other' };

  it.each<[string, FakeOnvif, Partial<OnvifTarget>, string]>([
    ['the password is wrong', CLOSED, wrong, 'wrong-password'],
    ['it is wrong, and the services are open', { ...CLOSED, open: ['GetServices'] }, wrong, 'wrong-password'],
    [
      'it is wrong, and the profiles are open too',
      { ...CLOSED, profiles: [MAIN, SUB, LARGE], open: ['GetServices', 'GetProfiles'] },
      wrong,
      'wrong-password',
    ],
    ['it is wrong, by digest', { ...CLOSED, signIn: 'digest' }, wrong, 'wrong-password'],
    [
      'it is wrong, by digest, and the services are open',
      { ...CLOSED, signIn: 'digest', open: ['GetServices'] },
      wrong,
      'wrong-password',
    ],
    [
      'it is wrong, and the time is not declared',
      { ...CLOSED, script: { GetSystemDateAndTime: HTML } },
      wrong,
      'wrong-password',
    ],
    ['no user is given', CLOSED, { user: null }, 'password-needed'],
    [
      'no user is given, and the services are open',
      { ...CLOSED, open: ['GetServices'] },
      { user: null },
      'password-needed',
    ],
    [
      'it requires the password unprotected',
      {
        profiles: [],
        script: {
          GetServices: { status: 401, headers: { 'www-authenticate': 'Basic realm="cam"' }, body: '' },
        },
      },
      {},
      'sign-in-unsupported',
    ],
    [
      'SOAP 1.1 says so',
      {
        profiles: [],
        script: {
          GetServices: {
            status: 500,
            body: '<E:Envelope xmlns:E="http://schemas.xmlsoap.org/soap/envelope/"><E:Body><E:Fault><faultcode>E:Client</faultcode><faultstring>Sender not authorized</faultstring></E:Fault></E:Body></E:Envelope>',
          },
        },
      },
      {},
      'wrong-password',
    ],
    [
      'WS-Security says so',
      {
        profiles: [],
        script: {
          GetServices: {
            status: 400,
            body: fault('Sender').replace('ter:Sender', 'wsse:FailedAuthentication'),
          },
        },
      },
      {},
      'wrong-password',
    ],
    ['it has none', { profiles: [] }, {}, 'no-streams'],
    ['none has an RTSP address', { profiles: [{ ...MAIN, uri: 'http://10.0.0.5/a' }] }, {}, 'no-streams'],
    ['it is a page', { profiles: [], script: page('<html><body>Sign in</body></html>') }, {}, 'not-onvif'],
    ['it is nonsense', { profiles: [], script: page('\0\x01{"a":') }, {}, 'not-onvif'],
    [
      'its envelope is empty',
      { profiles: [], script: page('<s:Envelope><s:Body/></s:Envelope>') },
      {},
      'not-onvif',
    ],
    [
      'its response has no end',
      { profiles: [], script: page(`<s:Envelope><s:Body>${'<a>'.repeat(2_000_000)}`) },
      {},
      'not-onvif',
    ],
  ])('reports the reason when %s', async (_, how, target, reason) => {
    const { fault: said, streams, device } = await queryDevice(how, target);
    expect([said, streams]).toEqual([reason, []]);
    // Devices lock a user out after some five wrong passwords.
    expect(device.denied).toBeLessThanOrEqual(3);
  });

  it.each([
    ['no camera may be there', '127.0.0.1', LOCAL, 'address-refused'],
    ['the name is none', 'camera.invalid', LOOPBACK, 'unresolvable'],
    ['nothing listens there', '127.0.0.1', LOOPBACK, 'unreachable'],
  ])('reports the reason when %s', async (_, host, guard, reason) => {
    const target = { host, port: 9, tls: null, path: null, user: null, password: null, skip: 0 };
    expect(await findCameraStreams(target, { guard, signal })).toMatchObject({ fault: reason });
  });

  it('is abandoned when the request has ended', async () => {
    const device = await startDevice({ profiles: [MAIN], script: { GetServices: 60_000 } });
    const gone = new AbortController();
    const target = targetAt(device, { user: null });
    const found = findCameraStreams(target, { guard: LOOPBACK, signal: gone.signal });
    while (!device.asked.includes('GetServices')) await new Promise((done) => setTimeout(done, 5));
    gone.abort(new Error('gone'));
    await expect(found).rejects.toThrow('gone');
  });
});

describe('a camera with a wrong clock', () => {
  it.each([
    ['is signed in to in its own time', { declared: -26 * HOUR, checked: -26 * HOUR }, -26 * HOUR],
    [
      'that says its local time is signed in to in the real one',
      { declared: 2 * HOUR, checked: 0 },
      2 * HOUR,
    ],
  ])('%s, and the clock is named', async (_, clock, aheadMs) => {
    const { paths, notices } = await queryDevice({ ...CLOSED, clock });
    expect(paths).toEqual(['/live?ch=1&s=0']);
    expect(notices).toEqual([{ code: 'camera-clock', aheadMs: expect.any(Number) }]);
    expect(Math.abs((notices[0]?.aheadMs ?? NaN) - aheadMs)).toBeLessThan(60_000);
  });

  it('is reported with its clock even if the password is also wrong', async () => {
    const found = await queryDevice(
      { ...CLOSED, clock: { declared: HOUR, checked: 0 } },
      { password: 'other' },
    );
    expect(found).toMatchObject({ fault: 'wrong-password', notices: [{ code: 'camera-clock' }] });
  });
});

function page(body: string) {
  const answer = { body };
  return Object.fromEntries(
    ['GetSystemDateAndTime', 'GetServices', 'GetCapabilities', 'GetProfiles'].map((name) => [name, answer]),
  );
}
