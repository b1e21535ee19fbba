import type { PutCameraRequest } from '@ppf/contracts';
import { DomainError } from '../../../platform/problems/domain-error';
import { textOf } from '../../../platform/messages/text-of';
import { parseCameraRequest } from './parse-camera-request';

function errorsOf(request: Partial<PutCameraRequest>) {
  try {
    parseCameraRequest({ kind: 'pull', ...request });
    return [];
  } catch (failure) {
    if (!(failure instanceof DomainError)) throw failure;
    return failure.details.errors?.map(({ field, message }) => ({ field, message: textOf(message) }));
  }
}

describe('a camera by its URL', () => {
  it.each<[string, Partial<PutCameraRequest>, object]>([
    [
      'its sign-in',
      { url: 'rtsp://192.168.1.5/live', user: 'admin', password: 'p@ss' },
      { user: 'admin', password: 'p@ss', isPasswordGiven: true },
    ],
    [
      'its user, while the password is kept',
      { url: 'rtsp://192.168.1.5/live', user: 'admin' },
      { user: 'admin', password: null, isPasswordGiven: false },
    ],
    ['its port', { url: 'rtsp://192.168.1.5/live', port: 8554 }, { port: 8554, path: '/live' }],
    ['its path', { url: 'rtsp://192.168.1.5:8554', path: '/live' }, { port: 8554, path: '/live' }],
    [
      'nothing',
      { url: 'rtsp://u:p@192.168.1.5/live' },
      { user: 'u', password: 'p', port: 554, isPasswordGiven: true },
    ],
  ])('may leave %s to the other fields', (_, request, expected) => {
    expect(parseCameraRequest({ kind: 'pull', ...request })).toMatchObject(expected);
  });

  it.each<[string, Partial<PutCameraRequest>]>([
    ['user', { url: 'rtsp://u:p@192.168.1.5/live', user: 'u' }],
    ['password', { url: 'rtsp://u@192.168.1.5/live', password: 'p' }],
    ['port', { url: 'rtsp://192.168.1.5:554/live', port: 554 }],
    ['path', { url: 'rtsp://192.168.1.5/live', path: '/live' }],
  ])('refuses %s in the URL and in its field', (field, request) => {
    expect(errorsOf(request)).toEqual([{ field, message: 'is already in url: omit one of them' }]);
  });

  it('refuses a separate host', () => {
    const request = { url: 'rtsp://192.168.1.5/live', host: '192.168.1.5' };
    expect(errorsOf(request)).toEqual([{ field: 'host', message: 'is part of url: omit one of them' }]);
  });
});
