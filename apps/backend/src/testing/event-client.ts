import { type LiveEvents } from '@ppf/contracts';
import { type IncomingMessage, request } from 'node:http';

/** A server-sent event that was received. */
export interface ReceivedEvent {
  readonly id: string | undefined;
  readonly name: keyof LiveEvents;
  readonly data: never;
}

/** A client of `GET /events`. */
export class EventClient {
  private text = '';
  ended = false;
  private constructor(readonly answer: IncomingMessage) {
    answer.on('data', (chunk: Buffer) => (this.text += chunk.toString()));
    answer.on('close', () => (this.ended = true)).on('error', () => (this.ended = true));
  }

  /** Connects. */
  static open(port: number, token: string, headers: Record<string, string> = {}): Promise<EventClient> {
    return new Promise((resolve, reject) => {
      const asked = request({
        port,
        host: '127.0.0.1',
        path: '/api/v1/events',
        headers: { authorization: `Bearer ${token}`, ...headers },
        agent: false,
      });
      asked.on('response', (answer) => resolve(new EventClient(answer))).on('error', reject);
      asked.end();
    });
  }

  /** Number of comments received. */
  get comments(): number {
    return this.text.split('\n').filter((line) => line.startsWith(':')).length;
  }

  /** Events received so far. */
  get events(): ReceivedEvent[] {
    return this.text
      .split('\n\n')
      .slice(0, -1)
      .filter((block) => !block.startsWith(':'))
      .map((block) => {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        return {
          id: field('id'),
          name: field('event') as keyof LiveEvents,
          data: JSON.parse(field('data') ?? 'null') as never,
        };
      });
  }

  /** Names of the events received so far. */
  get names(): string[] {
    return this.events.map(({ name }) => name);
  }

  /** Disconnects. */
  close(): void {
    this.answer.destroy();
  }
}
