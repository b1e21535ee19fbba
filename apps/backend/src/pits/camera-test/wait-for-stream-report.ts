import { filter, firstValueFrom, fromEvent, race, timer } from 'rxjs';
import { type StreamStatusStore } from '../../media-servers';

/**
 * Time after which the end of a stream is known, in ms: the media server is polled about once per second, and a stream that is
 * missing for less than 1.5 s still counts as live.
 */
export const STREAM_REPORT_TIMEOUT_MS = 4000;

/**
 * Waits until a live stream is reported as not live, at most `withinMs`. A camera that was just turned off stays live until
 * the media server is polled again.
 * @throws the signal's reason when it is aborted.
 */
export async function waitForStreamReport(
  board: StreamStatusStore,
  path: string,
  withinMs: number,
  signal: AbortSignal,
): Promise<void> {
  if (board.of(path).status !== 'live' || withinMs <= 0) return;
  const ended = board.changes.pipe(filter((each) => each === path && board.of(path).status !== 'live'));
  await firstValueFrom(race(ended, timer(withinMs), fromEvent(signal, 'abort')));
  signal.throwIfAborted();
}
