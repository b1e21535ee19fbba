import { type PitStream, UNHEARD_STREAM } from '@ppf/contracts';
import { isDeepStrictEqual } from 'node:util';
import { type Observable, Subject } from 'rxjs';

/**
 * What is known of every stream, in memory: whoever asks the media server writes it, the API reads it. One backend asks
 * and passes on what it was told; the others learn it.
 */
export class StreamStatusStore {
  private readonly streams = new Map<string, PitStream>();
  private readonly changed = new Subject<string>();
  private readonly reported = new Subject<string>();

  /** Paths whose stream has changed, each told at once and after `of` knows it. */
  readonly changes: Observable<string> = this.changed.asObservable();

  /** Those of them that this backend was told of by a media server, whether changed or not. */
  readonly reports: Observable<string> = this.reported.asObservable();

  /** What is known of the stream on a MediaMTX path. */
  of(path: string): PitStream {
    return this.streams.get(path) ?? UNHEARD_STREAM;
  }

  /** Whether anything was told of a path. */
  has(path: string): boolean {
    return this.streams.has(path);
  }

  /** Notes what the media server says of a path. */
  report(path: string, stream: PitStream): void {
    this.set(path, stream);
    this.reported.next(path);
    this.changed.next(path);
  }

  /** Forgets a path on which no camera is set up any more. */
  remove(path: string): void {
    if (!this.streams.delete(path)) return;
    this.reported.next(path);
    this.changed.next(path);
  }

  /** Notes what another backend was told of a path; null: that there is none any more. */
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
