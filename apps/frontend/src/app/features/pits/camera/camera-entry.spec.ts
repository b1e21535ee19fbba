import type { Camera, CameraPreset } from '@ppf/contracts';
import {
  type CameraEntry,
  cameraRequest,
  EMPTY_ENTRY,
  entryOf,
  withCredentialsTakenOut,
} from './camera-entry';

const pasted: CameraEntry = {
  ...EMPTY_ENTRY,
  connection: 'address',
  address: 'rtsp://cam:8554/s',
  user: 'admin',
};
const pulled: Camera = {
  kind: 'pull',
  tls: false,
  host: '192.168.1.20',
  port: 8554,
  path: '/stream1',
  user: 'admin',
  has_password: true,
  transport: 'udp',
  on_demand: true,
  has_publish_key: false,
};

describe('cameraRequest', () => {
  it('leaves an empty password out, so that the kept one stays', () => {
    expect(cameraRequest(pasted, null)).toEqual({
      kind: 'pull',
      tls: false,
      host: 'cam',
      port: 8554,
      path: '/s',
      user: 'admin',
      transport: 'tcp',
      on_demand: false,
    });
  });

  it('takes credentials that are still in the address', () => {
    const request = cameraRequest({ ...pasted, user: '', address: 'rtsp://me:p@ss@cam/s' }, null);
    expect(request).toMatchObject({ host: 'cam', user: 'me', password: 'p@ss' });
  });

  it('says that the camera speaks TLS', () => {
    const request = cameraRequest({ ...pasted, address: 'rtsps://cam/s', password: 'p@/#' }, null);
    expect(request).toMatchObject({ tls: true, host: 'cam', path: '/s', password: 'p@/#' });
  });

  it('adds what the brand is known for, when a brand was chosen', () => {
    const preset = { port: 554, main_path: '/ch{channel}', channel_digits: 1 } as CameraPreset;
    const entry: CameraEntry = { ...pasted, connection: 'camera', address: '192.168.1.20', channel: 3 };
    expect(cameraRequest(entry, preset)).toMatchObject({ host: '192.168.1.20', port: 554, path: '/ch3' });
    expect(cameraRequest({ ...entry, connection: 'address' }, preset)).toMatchObject({ path: '/' });
  });

  it('sends nothing but the kind for a camera that pushes', () => {
    expect(cameraRequest({ ...pasted, connection: 'push' }, null)).toEqual({ kind: 'push' });
  });

  it('sends nothing for what is no address', () => {
    expect(cameraRequest({ ...pasted, address: 'two words' }, null)).toBeNull();
  });
});

describe('entryOf', () => {
  it('gives back what a camera was made of, but for its password', () => {
    const { kind, tls, host, port, path, user, transport, on_demand } = pulled;
    const same = { kind, tls, host, port, path, user, transport, on_demand };
    expect(cameraRequest(entryOf(pulled), null)).toEqual(same);
  });

  it('knows of a camera that pushes only that it does', () => {
    expect(entryOf({ ...pulled, kind: 'push', host: null })).toEqual({ ...EMPTY_ENTRY, connection: 'push' });
  });
});

describe('withCredentialsTakenOut', () => {
  it.each([
    ['rtsp://admin:secret@cam:554/s', 'rtsp://cam:554/s', 'admin', 'secret'],
    ['rtsp://admin:p@ss/w?rd#1@cam/s', 'rtsp://cam/s', 'admin', 'p@ss/w?rd#1'],
    ['admin:secret@cam', 'cam', 'admin', 'secret'],
    ['  rtsp://admin:p%40 w@cam/s ', 'rtsp://cam/s', 'admin', 'p@ w'],
  ])('leaves no password in sight of %s', (address, left, user, password) => {
    const entry = { ...EMPTY_ENTRY, connection: 'address', address } as const;
    expect(withCredentialsTakenOut(entry)).toMatchObject({ address: left, user, password });
  });

  it.each(['rtsp://cam/s', 'cam', '', 'no address'])('leaves “%s” as it is', (address) => {
    const entry = { ...pasted, address };
    expect(withCredentialsTakenOut(entry)).toBe(entry);
  });
});
