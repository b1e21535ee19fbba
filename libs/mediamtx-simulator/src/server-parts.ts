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
import type { PathBoard } from './paths/path-board';
import { RtspServer } from './rtsp/rtsp-server';
import { VERSION } from './version';
import { WebrtcServer } from './webrtc/webrtc-server';

/** Names of the servers, as settings and ports go by them. */
export type PartName = 'metrics' | 'rtsp' | 'hls' | 'webrtc' | 'api';

/** A server of ours. */
export interface ServerPart {
  start(): Promise<number>;
  close(): Promise<void>;
}

/** What the servers are made from. */
export interface PartSources {
  store: ConfigStore;
  authenticator: Authenticator;
  board: PathBoard;
  started: Date;
  log: Log;
  /** A change of the configuration has been answered: put it in force. */
  changed(): void;
  /** The servers that run at the time of asking. */
  running(): Partial<Record<PartName, ServerPart>>;
}

/** Makes a server that the settings switch on. */
export function makePart(name: PartName, settings: Settings, sources: PartSources): ServerPart {
  const { board, log, authenticator } = sources;
  switch (name) {
    case 'metrics':
      return new MetricsServer(settings, authenticator, board, log);
    case 'rtsp':
      return new RtspServer(settings, board, log);
    case 'hls':
      return new HlsServer(settings, board, log);
    case 'webrtc':
      return new WebrtcServer(settings, board, log);
    case 'api':
      return new ControlApi(settings, authenticator, (apiLog) => routes(sources, apiLog), log);
  }
}

function routes(sources: PartSources, log: Log): Route[] {
  const make = new RouteMaker(log);
  const info = { version: VERSION, started: sources.started.toISOString() };
  return [
    ...configRoutes(make, sources.store, () => sources.changed()),
    make.at('POST', 'auth/jwks/refresh', (exchange) => {
      sources.authenticator.dropKeys();
      answerOk(exchange);
    }),
    ...stateRoutes(make, () => sources.board, listings(sources), info),
  ];
}

/** The lists of the servers that run; a server that is off has no routes (MediaMTX contract §4). */
function listings({ running }: PartSources): Listing[] {
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
