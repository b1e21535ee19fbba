// Allowed imports (docs/architecture/module-map.md). A folder imports only from earlier rows, and never from its own row.
// eslint.config.mjs turns the lists into lint rules; tools/lint/floors.spec.ts tests them.
import path from 'node:path';

/** Projects with the workspace projects that they may import. All other imports between projects are errors. */
export const PROJECTS = {
  'libs/contracts': [],
  'libs/mediamtx': ['libs/testing'],
  'libs/whep': ['libs/testing'],
  'libs/capacity': [],
  'libs/rtsp-wire': [],
  'libs/sample-cameras': ['libs/rtsp-wire', 'libs/testing'],
  'libs/embedded-database': ['libs/testing'],
  'libs/free-ports': [],
  // Imported by specs and test helpers only: see eslint.config.mjs.
  'libs/testing': [],
  // The probe parses camera addresses as the contracts do, and follows the rules of a MediaMTX release. Its specs use the
  // sample cameras.
  'libs/camera-probe': [
    'libs/contracts',
    'libs/mediamtx',
    'libs/rtsp-wire',
    'libs/sample-cameras',
    'libs/free-ports',
    'libs/testing',
  ],
  'libs/mediamtx-simulator': ['libs/sample-cameras', 'libs/free-ports', 'libs/testing'],
  'apps/backend': [
    'libs/contracts',
    'libs/mediamtx',
    'libs/camera-probe',
    'libs/capacity',
    'libs/free-ports',
    'libs/testing',
  ],
  'apps/frontend': ['libs/contracts', 'libs/whep', 'libs/capacity'],
  'apps/media-agent': ['libs/contracts', 'libs/mediamtx', 'libs/free-ports'],
  'apps/standalone': [
    'libs/mediamtx',
    'libs/mediamtx-simulator',
    'libs/sample-cameras',
    'libs/embedded-database',
    'libs/free-ports',
    'libs/testing',
  ],
  'apps/bench': ['libs/sample-cameras', 'libs/embedded-database', 'libs/free-ports'],
  'apps/system-e2e': [
    'libs/contracts',
    'libs/mediamtx',
    'libs/mediamtx-simulator',
    'libs/sample-cameras',
    'libs/embedded-database',
    'libs/free-ports',
    'libs/testing',
  ],
};

/** Folders within a project in rows, from the lowest to the highest. */
export const FLOORS = {
  'apps/backend/src': [
    ['config'],
    ['platform'],
    ['auth'],
    ['workshops'],
    ['media-servers'],
    ['pits'],
    ['media'],
    ['media-agents'],
    ['streams'],
    ['troubleshooting'],
    ['events', 'system', 'alerts'],
    ['openapi'],
    ['cli'],
  ],
  'apps/backend/src/platform': [
    ['crypto', 'failures', 'messages', 'scheduling'],
    ['database'],
    ['problems'],
    ['observability'],
    ['projection', 'http', 'backup'],
  ],
  'apps/backend/src/platform/observability': [['metrics', 'tracing']],
  'apps/backend/src/auth': [['access'], ['passwords'], ['sign-in'], ['accounts'], ['http']],
  'apps/backend/src/media-servers': [['placement'], ['servers'], ['capacity', 'moving'], ['administration']],
  'apps/backend/src/media': [['paths'], ['history'], ['status'], ['reconnect'], ['drivers', 'redirects']],
  'apps/backend/src/media/paths': [['desired'], ['plan'], ['reconcile']],
  'apps/backend/src/media/status': [['state'], ['poll', 'share']],
  'apps/backend/src/pits': [['cameras'], ['publishing', 'onvif', 'import'], ['camera-test']],
  'apps/backend/src/pits/cameras': [['network'], ['input']],
  'apps/backend/src/streams': [['access-index'], ['tokens'], ['sessions'], ['auth-hook', 'issuing']],
  'apps/backend/src/streams/auth-hook': [['decision'], ['worker'], ['thread'], ['outcomes']],
  'apps/backend/src/streams/sessions': [['admission'], ['recording'], ['reconcile', 'requests']],
  'libs/camera-probe/src': [
    ['address', 'media-server', 'presets', 'video'],
    ['faults'],
    ['sign-in'],
    ['rtsp', 'onvif'],
    ['udp'],
    ['probe'],
    ['mjpeg'],
    ['snapshot'],
  ],
  'apps/backend/src/troubleshooting': [['texts'], ['facts'], ['decide', 'sharing'], ['installation']],
  'apps/backend/src/alerts': [
    ['limits'],
    ['delivery', 'maintenance'],
    ['webhooks', 'mail'],
    ['recipients'],
    ['channels', 'outbox'],
    ['outages'],
    ['http'],
  ],
  'apps/frontend/src/app': [
    ['texts'],
    ['api', 'ui'],
    ['session'],
    ['live', 'player'],
    ['pits', 'shell'],
    [
      'features/wall',
      'features/pit',
      'features/camera',
      'features/camera-setup',
      'features/import',
      'features/media-servers',
      'features/capacity-planning',
      'features/account',
      'features/alerts',
      'features/confirm-alerts',
      'features/help',
    ],
  ],
  'apps/media-agent/src': [['document'], ['file'], ['backend', 'machine']],
  'apps/frontend/src/app/pits': [['texts'], ['camera'], ['camera-test']],
  'apps/frontend/src/app/player': [['preroll', 'state'], ['sessions', 'texts'], ['transports']],
  'apps/frontend/src/app/features/alerts': [['texts'], ['dialogs']],
  'apps/frontend/src/app/features/media-servers': [['texts'], ['dialogs'], ['agent']],
  'apps/frontend/src/app/features/camera-setup': [['texts'], ['setup'], ['picture'], ['pull', 'publish']],
  'apps/frontend/src/app/features/pit': [
    ['texts'],
    ['details', 'history', 'snapshot', 'troubleshooting', 'viewers'],
  ],
  'apps/system-e2e/src': [
    ['world'],
    ['guides', 'media', 'pages', 'proxies'],
    ['chaos', 'journeys'],
    ['deployment'],
  ],
  'apps/system-e2e/src/deployment': [['clients', 'fleet', 'server', 'world'], ['doctor']],
  'libs/camera-probe/src/onvif': [['soap'], ['device'], ['discovery'], ['streams']],
  'libs/mediamtx/src': [['recorded'], ['control-api', 'hook']],
  'libs/contracts/src': [
    ['auth', 'camera-address', 'system'],
    ['validation'],
    ['paging', 'workshops'],
    ['viewing', 'streams'],
    ['problems'],
    ['pits', 'live', 'alerts', 'stream-tokens'],
    ['diagnosis', 'media'],
  ],
  'apps/standalone/src': [['data', 'media-server', 'processes']],
  'libs/mediamtx-simulator/src': [
    ['config', 'h264'],
    ['auth', 'rtsp'],
    ['http', 'paths'],
    ['control-api', 'hls', 'metrics', 'rtsp-server', 'webrtc'],
    ['conformance'],
  ],
  'libs/rtsp-wire/src': [['description', 'messages', 'rtp', 'sign-in', 'video']],
};

/** Folders that are imported through their index.ts only. */
export const DOORS = {
  'apps/backend/src': [
    'auth',
    'workshops',
    'media-servers',
    'pits',
    'media',
    'media-agents',
    'streams',
    'troubleshooting',
    'events',
    'system',
    'alerts',
  ],
};

/** Returns the zones of `import-x/no-restricted-paths` with absolute paths. @param root Folder of the workspace. */
export function zones(root) {
  const at = (...parts) => path.join(root, ...parts);
  const made = [];
  for (const [project, allowed] of Object.entries(PROJECTS)) {
    for (const other of Object.keys(PROJECTS)) {
      if (other === project || allowed.includes(other)) continue;
      made.push({ target: at(project), from: at(other), message: `${project} may not import ${other}.` });
    }
  }
  for (const [base, floors] of Object.entries(FLOORS)) {
    floors.forEach((floor, level) => {
      for (const folder of floor) {
        const above = floors.slice(level + 1).flat();
        const beside = floor.filter((other) => other !== folder);
        for (const other of [...above, ...beside]) {
          made.push({
            target: at(base, folder),
            from: at(base, other),
            message: `${folder} may not import ${other}: dependencies run one way.`,
          });
        }
      }
    });
  }
  for (const [base, doors] of Object.entries(DOORS)) {
    const folders = FLOORS[base].flat();
    for (const door of doors) {
      for (const folder of folders.filter((other) => other !== door)) {
        made.push({
          target: at(base, folder),
          from: at(base, door),
          except: ['./index.ts'],
          message: `Modules meet through their index: import ${door}/index.`,
        });
      }
    }
  }
  return made;
}
