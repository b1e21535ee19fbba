import { RECORDED_RELEASES, recordingOf } from '../recorded/recordings';
import { type AuthRequest, parseAuthRequest } from './auth-request';
import { credentialsOf, type Credentials } from './credentials';

const request = (change: Partial<AuthRequest>): AuthRequest => ({
  ip: '127.0.0.1',
  user: '',
  password: '',
  token: '',
  action: 'read',
  path: 'workshop-1/pit-1',
  protocol: 'webrtc',
  id: null,
  query: '',
  userAgent: '',
  ...change,
});
const token = (secret: string): Credentials => ({ kind: 'token', secret });
const user = (name: string, secret: string): Credentials => ({ kind: 'user', user: name, secret });

describe('credentials of a hook call', () => {
  it.each<[string, Partial<AuthRequest>, Credentials]>([
    ['nothing', {}, { kind: 'none' }],
    ['a user without a password', { user: 'cam' }, { kind: 'none' }],
    ['user and password', { user: 'cam', password: 'key' }, user('cam', 'key')],
    [
      'user and password, repeated as token (≥ v1.18.0)',
      { user: 'cam', password: 'key', token: 'key' },
      user('cam', 'key'),
    ],
    [
      'user, password and a query token',
      { user: 'cam', password: 'key', query: 'token=x' },
      user('cam', 'key'),
    ],
    ['a Bearer token (≥ v1.12.3)', { token: 'jwt' }, token('jwt')],
    ['a Bearer token in the query (v1.9.3)', { query: 'jwt=a%2Bb' }, token('a+b')],
    ['a query token', { query: 'x=1&token=abc' }, token('abc')],
    ['token and jwt in the query', { query: 'jwt=a&token=b' }, token('b')],
    ['two tokens in the query', { query: 'token=a&token=b' }, { kind: 'none' }],
    ['two tokens and one jwt', { query: 'token=a&token=b&jwt=c' }, token('c')],
    ['a query that cannot be decoded', { query: 'token=%zz&%%%' }, token('%zz')],
    ['a password alone (Bearer :x)', { password: 'x' }, token('x')],
    ['another key of the query', { query: 'tokens=abc' }, { kind: 'none' }],
  ])('finds %s', (_, change, expected) => {
    expect(credentialsOf(request(change))).toEqual(expected);
  });

  describe.each(RECORDED_RELEASES)('are parsed as %s sends them', (release) => {
    const { bodies } = recordingOf(release).hook;
    const of = (name: string) => {
      const parsed = parseAuthRequest(JSON.stringify(bodies[name]));
      return parsed && credentialsOf(parsed);
    };
    const jti = user('jti-123', 'eyJhbGciOi.payload.sig');

    it.each<[string, Credentials]>([
      ['rtsp_publish_first_try_without_credentials', { kind: 'none' }],
      ['rtsp_publish_user_pass', user('cam-1', 'cam-secret')],
      ['rtsp_publish_query_token', token('good-token')],
      ['rtsp_publish_query_jwt', token('good-token')],
      ['rtsp_read_jti_jwt_as_user_pass', jti],
      ['whep_options_no_auth', { kind: 'none' }],
      ['whep_options_bearer_jti_jwt', jti],
      ['whep_post_bearer', token('good-token')],
      ['whep_post_bearer_jti_jwt', jti],
      ['whep_post_basic', user('cam-1', 'cam-secret')],
      ['whep_post_query_token', token('good-token')],
      ['whep_post_query_jwt', token('good-token')],
      ['hls_index_bearer_jti_jwt', jti],
      ['hls_index_query_token', token('good-token')],
      ['metrics_basic', user('cam-1', 'cam-secret')],
    ])('%s', (name, expected) => {
      expect(of(name)).toEqual(expected);
    });
  });
});
