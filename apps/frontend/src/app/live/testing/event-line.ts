import type { LiveEvents } from '@ppf/contracts';
import { ProblemError } from '../../api/problem-error';

/** The server's end of one live connection, for specs: what `EventsApi.open` gives reads what is sent here. */
export class EventLine {
  private readonly pieces: string[] = [];
  private wake: () => void = () => undefined;
  private over = false;

  /** @param signal of who reads. */
  constructor(
    readonly lastEventId: string | null,
    readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.end());
  }

  /** Tells an event. */
  send<Name extends keyof LiveEvents>(name: Name, data: LiveEvents[Name], id?: string): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Sends a piece of text. */
  write(piece: string): void {
    this.pieces.push(piece);
    this.wake();
  }

  /** Ends the connection. */
  end(): void {
    this.over = true;
    this.wake();
  }

  /** What the reader gets. */
  async *text(): AsyncGenerator<string> {
    for (;;) {
      const piece = this.pieces.shift();
      if (piece !== undefined) yield piece;
      else if (this.signal.aborted) throw new ProblemError('network', 0);
      else if (this.over) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
