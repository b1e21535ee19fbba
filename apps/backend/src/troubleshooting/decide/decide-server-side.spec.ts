import {
  ago,
  GONE,
  itNames,
  NO_WHEP,
  REFUSED,
  tested,
  NO_HOOK_CALL,
  WHEP,
  withServer,
  withSettings,
} from '../../testing/pit-scenarios';

describe('decideMediaServer and decideHook', () => {
  itNames([
    [
      'a media server that is down',
      { ...withServer({ reachability: 'refused', settings: null, hasPath: null }), whep: NO_WHEP, ...GONE },
      'media-server-down',
      'media-server',
    ],
    [
      'one that is unreachable',
      { ...withServer({ reachability: 'timeout' }), whep: NO_WHEP, ...GONE },
      'media-server-unreachable',
      'media-server',
    ],
    [
      'one without a name',
      { ...withServer({ reachability: 'unresolvable' }) },
      'media-server-unreachable',
      'media-server',
    ],
    [
      'one that does not let us in',
      withServer({ reachability: 'unauthorized' }),
      'media-server-refuses-us',
      'media-server',
    ],
    [
      'an old database',
      withServer({ isTooOld: true, version: null }),
      'media-server-too-old',
      'media-server',
    ],
    [
      'a clock that is hours off',
      withServer({ clockAheadMs: 3 * 3_600_000 }),
      'media-server-clock',
      'media-server',
    ],
    [
      'the camera before the media server, in the order of the chain',
      { ...withServer({ reachability: 'refused' }), test: tested('reach', 'unreachable'), ...GONE },
      'unreachable',
      'camera',
    ],

    ['a hook that is off', { whep: { ...WHEP, withoutToken: 204 } }, 'hook-off', 'hook'],
    [
      'a hook that is off, by its settings',
      { ...withSettings({ authMethod: 'internal' }), whep: null },
      'hook-off',
      'hook',
    ],
    ['a hook that points elsewhere', { whep: REFUSED, hook: NO_HOOK_CALL }, 'hook-elsewhere', 'hook'],
    [
      'a hook that points elsewhere, by its settings',
      { ...withSettings({ hook: { route: '/auth', provesItself: true } }), whep: NO_WHEP },
      'hook-elsewhere',
      'hook',
    ],
    [
      'a hook without the secret',
      { whep: REFUSED, hook: { ...NO_HOOK_CALL, lastUnauthenticatedCallAt: ago(1) } },
      'hook-without-secret',
      'hook',
    ],
    [
      'a hook without the secret, by its settings',
      {
        ...withSettings({ hook: { route: '/api/v1/streams/validate-token', provesItself: false } }),
        whep: NO_WHEP,
      },
      'hook-without-secret',
      'hook',
    ],
    ['a hook that refuses our own token', { whep: REFUSED }, 'hook-refuses', 'hook'],
    [
      'a hook at another address, despite an old unauthenticated call',
      { whep: REFUSED, hook: { ...NO_HOOK_CALL, lastUnauthenticatedCallAt: ago(300) } },
      'hook-elsewhere',
      'hook',
    ],
    ['keys that MediaMTX does not take in JWT mode', { auth: 'jwt', whep: REFUSED }, 'token-refused', 'hook'],
  ]);
});
