import { type DesiredPath } from './desired-path';

/** Properties of a path that the poller needs. None is secret. */
export interface DesiredStream {
  readonly kind: 'pull' | 'push';
  readonly onDemand: boolean;
  /** Whether the media server always lists the path, with the path itself as its configuration name. */
  readonly isLiteral: boolean;
}

/** Desired streams of a media server, as of the last reconcile run. */
export class DesiredStreams {
  private streams = new Map<string, DesiredStream>();

  /** Streams by path. */
  get all(): ReadonlyMap<string, DesiredStream> {
    return this.streams;
  }

  /** Replaces all streams. @param refused Paths that the media server refused, so it does not list them. */
  replaceAll(desired: readonly DesiredPath[], refused: ReadonlySet<string>): void {
    this.streams = new Map(
      desired.map((each) => [
        each.path,
        {
          kind: each.kind,
          onDemand: each.kind === 'pull' ? each.onDemand : each.config?.runOnDemand !== undefined,
          isLiteral: each.config !== null && !refused.has(each.path),
        },
      ]),
    );
  }
}
