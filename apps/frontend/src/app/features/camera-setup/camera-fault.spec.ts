import { ProblemError } from '../../api/problem-error';
import { cameraFault } from './camera-fault';

const invalid = (field: string) =>
  new ProblemError('validation-failed', 422, null, [{ field, message: 'is not right' }]);

describe('cameraFault', () => {
  it.each([
    ['url', 'address'],
    ['host', 'address'],
    ['port', 'address'],
    ['path', 'address'],
    ['user', 'user'],
    ['password', 'password'],
  ])('explains %s beside %s', (field, asked) => {
    expect(cameraFault(invalid(field))).toEqual({ field: asked, text: 'is not right' });
  });

  it('explains a refused address beside the address', () => {
    expect(cameraFault(new ProblemError('camera-address-refused', 422)).field).toBe('address');
  });

  it.each([
    ['transcode', null, /cannot re-encode.*ESP32-CAM/],
    ['allow_list', 'allowList', /give the camera its publish key/],
  ])('says what JWT mode cannot do about %s', (field, asked, text) => {
    const message = 'is not looked at in JWT mode: give the camera its publish key';
    const problem = new ProblemError('not-in-jwt-mode', 409, null, [{ field, message }]);
    expect(cameraFault(problem)).toEqual({ field: asked, text: expect.stringMatching(text) as string });
  });

  it.each([invalid('made_up'), new ProblemError('network', 0)])(
    'explains the rest beneath all fields',
    (problem) => {
      expect(cameraFault(problem).field).toBeNull();
    },
  );
});
