import type { LiveEvents } from '@ppf/contracts';
import { ProblemError } from '../../api/problem-error';

/** The server side of one live connection: `text()` is what `EventsApi.open` returns. */
export class FakeEventStream {
  private readonly chunks: string[] = [];
  private wake: () => void = () => undefined;
  private isEnded = false;

  /** @param signal of the reader */
  constructor(
    readonly lastEventId: string | null,
    readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.end());
  }

  /** Sends an event. */
  send<Name extends keyof LiveEvents>(name: Name, data: LiveEvents[Name], id?: string): void {
    this.write(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Sends a chunk of text. */
  write(chunk: string): void {
    this.chunks.push(chunk);
    this.wake();
  }

  /** Ends the connection. */
  end(): void {
    this.isEnded = true;
    this.wake();
  }

  /** The chunks that the reader receives. */
  async *text(): AsyncGenerator<string> {
    for (;;) {
      const chunk = this.chunks.shift();
      if (chunk !== undefined) yield chunk;
      else if (this.signal.aborted) throw new ProblemError('network', 0);
      else if (this.isEnded) return;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
