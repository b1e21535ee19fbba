import { RECORDED_RELEASES, recordingOf } from '../recorded/recordings';
import { parseAuthRequest } from './auth-request';

const body = {
  ip: '127.0.0.1',
  user: '',
  password: '',
  action: 'read',
  path: 'workshop-1/pit-1',
  protocol: 'webrtc',
  id: null,
  query: '',
};
const parse = (value: unknown) => parseAuthRequest(JSON.stringify(value));

describe('parseAuthRequest', () => {
  it.each(RECORDED_RELEASES)('parses every recorded body of %s', (release) => {
    const bodies = Object.entries(recordingOf(release).hook.bodies);
    expect(bodies.length).toBeGreaterThan(15);
    for (const [, recorded] of bodies) {
      expect(parse(recorded)).toEqual({ token: '', userAgent: '', ...recorded });
    }
  });

  it('ignores unknown fields', () => {
    expect(parse({ ...body, futureField: { deep: [1] } })).toMatchObject({ action: 'read' });
  });

  it.each([
    ['no JSON', 'nope'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
    ['a cut-off object', '{"ip":"127.0.0.1"'],
  ])('rejects %s', (_, text) => {
    expect(parseAuthRequest(text)).toBeNull();
  });

  it.each([
    ['an unknown action', { action: 'delete' }],
    ['an inherited name as action', { action: 'constructor' }],
    ['no action', { action: undefined }],
    ['a number as path', { path: 7 }],
    ['no path', { path: undefined }],
    ['an object as user', { user: {} }],
    ['null as password', { password: null }],
    ['a list as token', { token: ['a'] }],
    ['a number as id', { id: 5 }],
    ['a boolean as query', { query: true }],
    ['no address', { ip: undefined }],
  ])('rejects a body with %s', (_, change) => {
    expect(parse({ ...body, ...change })).toBeNull();
  });
});
