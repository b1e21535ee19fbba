/** @jest-environment node */
import { ProblemError } from '../../../api/problem-error';
import { toCameraFormError } from './camera-form-error';

const invalid = (field: string) =>
  new ProblemError('validation-failed', 422, null, [{ field, message: 'is not right' }]);

describe('toCameraFormError', () => {
  it.each([
    ['url', 'address'],
    ['host', 'address'],
    ['port', 'address'],
    ['path', 'address'],
    ['user', 'user'],
    ['password', 'password'],
  ])('shows an error of %s at %s', (field, formField) => {
    expect(toCameraFormError(invalid(field))).toEqual({ field: formField, text: 'is not right' });
  });

  it('shows a refused address at the address', () => {
    expect(toCameraFormError(new ProblemError('camera-address-refused', 422)).field).toBe('address');
  });

  it.each([
    ['transcode', null, /can’t re-encode.*ESP32-CAM/],
    ['allow_list', 'allowList', /give the camera its publish key/],
  ])('explains what JWT mode does not support about %s', (field, formField, text) => {
    const message = 'is not looked at in JWT mode: give the camera its publish key';
    const problem = new ProblemError('not-in-jwt-mode', 409, null, [{ field, message }]);
    expect(toCameraFormError(problem)).toEqual({
      field: formField,
      text: expect.stringMatching(text) as string,
    });
  });

  it.each([invalid('made_up'), new ProblemError('network', 0)])(
    'shows other problems below the form',
    (problem) => {
      expect(toCameraFormError(problem).field).toBeNull();
    },
  );
});
