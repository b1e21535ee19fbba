import { backendEnvironment, type BackendFacts } from './backend-environment';
import { readSettings } from './settings';

const facts: BackendFacts = {
  databaseUrl: 'postgres://ppf:x@127.0.0.1:5/ppf',
  secrets: {
    ACCESS_TOKEN_SECRET: 'a',
    STREAM_TOKEN_SECRET: 's',
    STREAM_TOKEN_KEY: 'p',
    SEALING_KEY: 'k',
    MEDIAMTX_HOOK_SECRET: 'h',
    MTX_CONFKEY: 'f',
    SAMPLE_CAMERAS_PASSWORD: 'c',
  },
  signIn: { email: 'admin@ppf.local', password: 'first password' },
  simulated: false,
  ownMediaServer: true,
  hasAgent: true,
  agentCode: null,
  dashboard: __dirname,
};
const made = (
  environment: Record<string, string> = {},
  over: Partial<BackendFacts> = {},
): Record<string, string> => backendEnvironment(readSettings(environment, '/nowhere'), { ...facts, ...over });

describe('backendEnvironment', () => {
  it('sets everything that the backend needs', () => {
    expect(made()).toEqual({
      NODE_ENV: 'development',
      HOST: '127.0.0.1',
      PORT: '3000',
      HOOK_PORT: '4000',
      PUBLIC_URL: 'http://localhost:3000',
      DASHBOARD_DIR: __dirname,
      ADMIN_EMAIL: 'admin@ppf.local',
      ADMIN_PASSWORD: 'first password',
      DATABASE_URL: facts.databaseUrl,
      ACCESS_TOKEN_SECRET: 'a',
      STREAM_TOKEN_SECRET: 's',
      STREAM_TOKEN_KEY: 'p',
      SEALING_KEY: 'k',
      MEDIAMTX_HOOK_SECRET: 'h',
      MEDIAMTX_SIMULATED: 'false',
    });
  });

  it('gives settings of the user precedence', () => {
    const mine = {
      NODE_ENV: 'production',
      PUBLIC_URL: 'https://w.example',
      DASHBOARD_DIR: '/mine',
      LOG_LEVEL: 'debug',
    };
    expect(made(mine)).toMatchObject(mine);
  });

  it('passes a secret once, even if it came from a file', () => {
    const environment = made({ SEALING_KEY_FILE: '/run/secrets/key', ADMIN_EMAIL: '' });
    expect(environment.SEALING_KEY).toBe('k');
    expect(environment.SEALING_KEY_FILE).toBeUndefined();
    expect(environment.ADMIN_EMAIL).toBe('admin@ppf.local');
  });

  it('keeps the configured sign-in', () => {
    const environment = made(
      { ADMIN_EMAIL: 'me@x.org', ADMIN_PASSWORD_FILE: '/f' },
      { signIn: { email: 'me@x.org', password: undefined } },
    );
    expect(environment).toMatchObject({ ADMIN_EMAIL: 'me@x.org', ADMIN_PASSWORD_FILE: '/f' });
    expect(environment.ADMIN_PASSWORD).toBeUndefined();
  });

  it('reports the simulator', () => {
    expect(made({ MEDIAMTX_SIMULATED: 'false' }, { simulated: true }).MEDIAMTX_SIMULATED).toBe('true');
  });

  it('connects viewers of other machines to the media server at the host of the dashboard', () => {
    expect(made({ HOST: '0.0.0.0', PUBLIC_URL: 'http://192.168.1.5:3000' })).toMatchObject({
      MEDIAMTX_WEBRTC_URL: 'http://192.168.1.5:8889',
      MEDIAMTX_HLS_URL: 'http://192.168.1.5:8888',
      MEDIAMTX_RTSP_URL: 'rtsp://192.168.1.5:8554',
    });
  });

  it('sets no addresses for a media server on another machine', () => {
    const environment = made({ MEDIAMTX_HOST: 'media.example' }, { ownMediaServer: false });
    expect(environment.MEDIAMTX_WEBRTC_URL).toBeUndefined();
    expect(environment.MEDIAMTX_HOST).toBe('media.example');
  });

  it('offers the code of the agent, and never the key of the file', () => {
    const own = made({ MTX_CONFKEY: 'mine', MEDIA_AGENT_CODE_FILE: '/x' }, { agentCode: 'code' });
    expect(own).toMatchObject({ MEDIA_AGENT_CODE: 'code' });
    expect(own).not.toHaveProperty('MEDIA_AGENT_CODE_FILE');
    expect(made({ MEDIA_AGENT_CODE_FILE: '/x' })).toMatchObject({ MEDIA_AGENT_CODE_FILE: '/x' });
    expect(made({ MTX_CONFKEY: 'mine' })).not.toHaveProperty('MTX_CONFKEY');
    expect(made({ MTX_CONFKEY_FILE: '/x' })).not.toHaveProperty('MTX_CONFKEY_FILE');
  });

  it.each([
    [true, true, undefined],
    [true, false, 'true'],
    [false, false, undefined],
  ])('lets the backend set the paths without an agent: %s, %s', (ownMediaServer, hasAgent, expected) => {
    expect(made({}, { ownMediaServer, hasAgent })['MEDIAMTX_PATHS_BY_API']).toBe(expected);
  });
});
