import path from 'node:path';
import { type AuthRequest, parseAuthRequest } from '@ppf/mediamtx';
import { readFileSync } from 'node:fs';
import { decideMediaAccess } from './decide-media-access';
import { NOW, KEY, hookContext, validToken, type Outcome } from './testing/hook-fixture';

describe.each(['v1.9.3', 'v1.12.3', 'v1.15.6', 'v1.16.3', 'v1.17.1', 'v1.18.0', 'v1.20.1'])(
  'a hook request of %s',
  (release) => {
    const file = path.join(__dirname, '../../../../../../libs/mediamtx/src/recorded', `${release}.json`);
    const { hook } = JSON.parse(readFileSync(file, 'utf8')) as {
      hook: { bodies: Record<string, Record<string, unknown>> };
    };

    /** The recorded body, with the recorded secrets replaced by those of the test. */
    function recordedRequest(name: string): AuthRequest {
      const recorded = JSON.stringify(hook.bodies[name])
        .replaceAll('jti-123', validToken.claims.jti)
        .replaceAll('eyJhbGciOi.payload.sig', validToken.token)
        .replaceAll('cam-secret', KEY)
        .replaceAll('good-token', hook.bodies[name]?.['action'] === 'publish' ? KEY : validToken.token);
      const parsed = parseAuthRequest(recorded);
      if (!parsed) throw new Error(`${release} ${name} cannot be parsed`);
      return parsed;
    }

    it.each<[string, Outcome]>([
      ['rtsp_publish_first_try_without_credentials', 'no-credentials'],
      ['rtsp_publish_user_pass', 'camera-does-not-push'],
      ['rtsp_publish_query_token', 'allow'],
      ['rtsp_publish_query_jwt', 'allow'],
      ['rtsp_read_query_token', 'allow'],
      ['rtsp_read_jti_jwt_as_user_pass', 'allow'],
      ['rtsp_read_describe', 'token-malformed'],
      ['whep_options_no_auth', 'no-credentials'],
      ['whep_options_bearer_jti_jwt', 'allow'],
      ['whep_post_no_auth', 'no-credentials'],
      ['whep_post_bearer', 'allow'],
      ['whep_post_bearer_jti_jwt', 'allow'],
      ['whep_post_basic', 'token-malformed'],
      ['whep_post_query_token', 'allow'],
      ['whep_post_query_jwt', 'allow'],
      ['whep_page', 'allow'],
      ['hls_page', 'allow'],
      ['hls_index_bearer_jti_jwt', 'allow'],
      ['hls_index_query_token', 'allow'],
      ['api_bearer', 'not-our-service'],
      ['metrics_basic', 'not-our-service'],
    ])('%s', (name, expected) => {
      const decision = decideMediaAccess(recordedRequest(name), hookContext(), NOW);
      expect(decision.allow ? 'allow' : decision.reason).toBe(expected);
    });
  },
);
