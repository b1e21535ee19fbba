import type { Authenticator } from './auth/authenticator';
import type { ConfigStore } from './config/config-store';
import type { Settings } from './config/setting';
import { configRoutes } from './control-api/config-routes';
import { ControlApi } from './control-api/control-api';
import { RouteMaker, type Route } from './control-api/route';
import { stateRoutes, type Listing } from './control-api/state-routes';
import { HlsServer } from './hls/hls-server';
import { answerOk } from './http/answer';
import type { Log } from './log';
import { MetricsServer } from './metrics/metrics-server';
import type { PathManager } from './paths/path-manager';
import { RtspServer } from './rtsp-server/rtsp-server';
import { VERSION } from './version';
import { WebrtcServer } from './webrtc/webrtc-server';

/** Names of the servers in settings and ports. */
export type PartName = 'metrics' | 'rtsp' | 'hls' | 'webrtc' | 'api';

/** One of the simulator's servers. */
export interface ServerPart {
  start(): Promise<number>;
  close(): Promise<void>;
}

/** Dependencies of the servers. */
export interface PartDependencies {
  store: ConfigStore;
  authenticator: Authenticator;
  pathManager: PathManager;
  started: Date;
  log: Log;
  /** Applies a configuration change after its response was sent. */
  changed(): void;
  /** The running servers. */
  running(): Partial<Record<PartName, ServerPart>>;
}

/** Creates a server that the settings enable. */
export function makePart(name: PartName, settings: Settings, dependencies: PartDependencies): ServerPart {
  const { pathManager, log, authenticator } = dependencies;
  switch (name) {
    case 'metrics':
      return new MetricsServer(settings, authenticator, pathManager, log);
    case 'rtsp':
      return new RtspServer(settings, pathManager, log);
    case 'hls':
      return new HlsServer(settings, pathManager, log);
    case 'webrtc':
      return new WebrtcServer(settings, pathManager, log);
    case 'api':
      return new ControlApi(settings, authenticator, (apiLog) => routes(dependencies, apiLog), log);
  }
}

function routes(dependencies: PartDependencies, log: Log): Route[] {
  const make = new RouteMaker(log);
  const info = { version: VERSION, started: dependencies.started.toISOString() };
  return [
    ...configRoutes(make, dependencies.store, () => dependencies.changed()),
    make.at('POST', 'auth/jwks/refresh', (exchange) => {
      dependencies.authenticator.dropKeys();
      answerOk(exchange);
    }),
    ...stateRoutes(make, () => dependencies.pathManager, listings(dependencies), info),
  ];
}

/** Lists of the running servers; a disabled server has no routes (MediaMTX contract §4). */
function listings({ running }: PartDependencies): Listing[] {
  const { rtsp, hls, webrtc } = running();
  const missing = 'session not found';
  return [
    ...(rtsp instanceof RtspServer
      ? [
          {
            name: 'rtspconns',
            items: () => [...rtsp.connections].map((connection) => connection.item()),
            missing: 'connection not found',
          },
          {
            name: 'rtspsessions',
            items: () => rtsp.sessions.map((session) => session.item()),
            missing,
            kick: (id: string) => rtsp.kick(id),
          },
        ]
      : []),
    ...(hls instanceof HlsServer
      ? [
          {
            name: 'hlsmuxers',
            items: () => hls.muxers.map((muxer) => muxer.item()),
            key: 'path' as const,
            missing: 'muxer not found',
          },
          {
            name: 'hlssessions',
            items: () => hls.sessions.map((session) => session.item()),
            missing,
            kick: (id: string) => hls.kick(id),
          },
        ]
      : []),
    ...(webrtc instanceof WebrtcServer
      ? [
          {
            name: 'webrtcsessions',
            items: () => [...webrtc.sessions.values()].map((session) => session.item()),
            missing,
            kick: (id: string) => webrtc.kick(id),
          },
        ]
      : []),
  ];
}
