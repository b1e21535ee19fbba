import { httpCredentials, rtspCredentials } from './credentials';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
const nothing = { user: '', password: '', token: '' };

describe('credentials (MediaMTX contract §1.3)', () => {
  it.each([
    ['nothing', undefined, nothing],
    ['Bearer with one colon', 'Bearer jti:jwt', { user: 'jti', password: 'jwt', token: '' }],
    ['Bearer without a colon', 'Bearer abc', { ...nothing, token: 'abc' }],
    ['Bearer with two colons', 'Bearer a:b:c', { ...nothing, token: 'a:b:c' }],
    ['Bearer in lower case', 'bearer a:b', nothing],
    ['Bearer and two spaces', 'Bearer  a:b', { user: ' a', password: 'b', token: '' }],
    ['Bearer with an empty user', 'Bearer :x', { user: '', password: 'x', token: '' }],
    ['Basic', basic('cam:secret'), { user: 'cam', password: 'secret', token: '' }],
    ['Basic with a colon in the password', basic('cam:a:b'), { user: 'cam', password: 'a:b', token: '' }],
  ])('of an HTTP request: %s', (_name, header, expected) => {
    expect(httpCredentials(header)).toEqual(expected);
  });

  it.each([
    ['Basic', basic('cam:secret'), { user: 'cam', password: 'secret', token: '' }],
    ['Basic with a colon in the password', basic('cam:a:b'), nothing],
    ['Bearer', 'Bearer good', nothing],
    ['Digest', 'Digest username="cam", response="x"', { user: 'cam', password: '', token: '' }],
  ])('of an RTSP request: %s', (_name, header, expected) => {
    expect(rtspCredentials(header)).toEqual(expected);
  });
});
