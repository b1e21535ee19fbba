import { serverSettingsOf } from './server-settings';

const OURS = { user: 'mediamtx', password: 'secret-of-the-hook' };
const HOOK = `http://mediamtx:${OURS.password}@backend:3000/api/v1/streams/validate-token`;

describe('the settings of a media server', () => {
  it.each<[string, string, unknown]>([
    ['our hook with our secret', HOOK, { route: '/api/v1/streams/validate-token', provesItself: true }],
    ['a hook without it', 'http://backend/hook', { route: '/hook', provesItself: false }],
    ['another secret', 'http://mediamtx:other@backend/hook', { route: '/hook', provesItself: false }],
    ['a secret that is hidden', 'http://mediamtx:***@backend/hook', { route: '/hook', provesItself: null }],
    ['no address', '', null],
  ])('is %s', (_, authHTTPAddress, hook) => {
    const settings = serverSettingsOf({ authMethod: 'http', authHTTPAddress }, OURS);
    expect(settings).toEqual({ authMethod: 'http', hook, webrtc: null });
    expect(JSON.stringify(settings)).not.toMatch(/secret|other/);
  });

  it('are the WebRTC addresses and hosts', () => {
    const webrtc = {
      webrtc: true,
      webrtcLocalUDPAddress: '127.0.0.1:8189',
      webrtcAdditionalHosts: ['stream.example.org', ''],
      webrtcICEServers2: [{ url: 'turn:t', username: 'u', password: 'secret' }],
    };
    const settings = serverSettingsOf({ authMethod: 'internal', authHTTPAddress: HOOK, ...webrtc }, OURS);
    expect(settings).toEqual({
      authMethod: 'internal',
      hook: null,
      webrtc: {
        udpPort: 8189,
        additionalHosts: ['stream.example.org'],
        iceServers: 1,
      },
    });
    expect(JSON.stringify(settings)).not.toContain('secret');
  });

  it('are null for anything but a configuration', () => {
    expect(serverSettingsOf([1], OURS)).toEqual({ authMethod: '', hook: null, webrtc: null });
  });
});
