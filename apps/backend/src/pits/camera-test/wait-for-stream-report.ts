import { filter, firstValueFrom, fromEvent, race, timer } from 'rxjs';
import { type StreamStatusStore } from '../../media-servers';

/**
 * Milliseconds after which the board has noticed that a stream ended: the media server is read about once a second, and
 * a stream that is missing for less than 1.5 s still counts as live.
 */
export const STREAM_REPORT_TIMEOUT_MS = 4000;

/**
 * Waits until a stream that the board has as live is reported as not live any more, at most `withinMs`. A camera that
 * has just been switched off stays live on the board until the media server is read again.
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
