import type { MediaServerPlan } from '@ppf/contracts';
import type { MediaServer } from './media-server';

/** Progress of a media server with the paths of workshops that move to it. */
export interface PathReadiness {
  /** Paths that the cameras need. */
  readonly desired: number;
  /** Desired paths that the media server does not have yet. */
  readonly missing: number;
  /** Cameras that are live on their current media server and not ready on this one yet. */
  readonly pending: number;
}

/** Streams and paths of one media server. The media module implements it; this module starts and stops it. */
export interface MediaServerWorker {
  /** This backend leads: polls the streams and reconciles the paths. */
  lead(): void;
  /** Another backend leads: stops polling and reconciling. */
  follow(): void;
  /** The database is disconnected, so another backend may lead: stops reconciling, but continues to poll. */
  disconnect(): void;
  /** Stops for good. Resolves when nothing is running. */
  stop(): Promise<void>;
  /** Compares the media server with its desired paths and changes nothing. @throws ControlApiProblem */
  plan(): Promise<MediaServerPlan>;
  /** Progress with the paths of workshops. @throws ControlApiProblem */
  pathReadiness(workshopIds: ReadonlySet<number>): Promise<PathReadiness>;
}

/** Creates the worker of a media server. */
export type MediaServerWorkerFactory = (server: MediaServer) => MediaServerWorker;
