import { type PitStream, UNKNOWN_STREAM } from '@ppf/contracts';
import { isDeepStrictEqual } from 'node:util';
import { type Observable, Subject } from 'rxjs';

/**
 * Status of every stream, in memory, by MediaMTX path. The leader of a media server polls it and reports here; other
 * backends receive its reports. The API reads from here.
 */
export class StreamStatusStore {
  private readonly streams = new Map<string, PitStream>();
  private readonly changed = new Subject<string>();
  private readonly reported = new Subject<string>();

  /** Emits the path of each status that changed, after `of` returns the new status. */
  readonly changes: Observable<string> = this.changed.asObservable();

  /** Emits the path of each status that this backend polled, whether it changed or not. */
  readonly reports: Observable<string> = this.reported.asObservable();

  /** Status of the stream on a MediaMTX path. */
  of(path: string): PitStream {
    return this.streams.get(path) ?? UNKNOWN_STREAM;
  }

  /** Whether a status is stored for a path. */
  has(path: string): boolean {
    return this.streams.has(path);
  }

  /** Stores a status that this backend polled. */
  report(path: string, stream: PitStream): void {
    this.set(path, stream);
    this.reported.next(path);
    this.changed.next(path);
  }

  /** Removes the status of a path that is no longer used by a camera. */
  remove(path: string): void {
    if (!this.streams.delete(path)) return;
    this.reported.next(path);
    this.changed.next(path);
  }

  /** Stores a status that another backend reported; null removes it. */
  applyRemote(path: string, stream: PitStream | null): void {
    if (isDeepStrictEqual(this.streams.get(path) ?? null, stream)) return;
    this.set(path, stream);
    this.changed.next(path);
  }

  private set(path: string, stream: PitStream | null): void {
    if (stream) this.streams.set(path, stream);
    else this.streams.delete(path);
  }
}
