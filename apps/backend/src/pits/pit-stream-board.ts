import { type PitStream, UNHEARD_STREAM } from '@ppf/contracts';
import { type Observable, Subject } from 'rxjs';

/** What is known of every stream, in memory: whoever asks the media server writes it, the API reads it. */
export class PitStreamBoard {
  private readonly streams = new Map<string, PitStream>();
  private readonly reported = new Subject<string>();

  /** Paths whose stream has changed, each told at once and after `of` knows it. */
  readonly changes: Observable<string> = this.reported.asObservable();

  /** What is known of the stream on a MediaMTX path. */
  of(path: string): PitStream {
    return this.streams.get(path) ?? UNHEARD_STREAM;
  }

  /** Notes what the media server says of a path. */
  report(path: string, stream: PitStream): void {
    this.streams.set(path, stream);
    this.reported.next(path);
  }

  /** Forgets a path that is no pit's any more. */
  forget(path: string): void {
    this.streams.delete(path);
  }
}
