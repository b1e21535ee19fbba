import { type DesiredPath } from './desired-path';

/** What the observer must know of a path: nothing secret. */
export interface DesiredStream {
  readonly kind: 'pull' | 'push';
  readonly onDemand: boolean;
  /** Whether the media server should list the path by its own name, even when nothing runs on it. */
  readonly isLiteral: boolean;
}

/** Which streams there should be, as of the last time that the paths were brought in line. */
export class DesiredStreams {
  private streams = new Map<string, DesiredStream>();

  /** By path. */
  get all(): ReadonlyMap<string, DesiredStream> {
    return this.streams;
  }

  /** @param refused Paths that the media server does not take: it will not list them. */
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
