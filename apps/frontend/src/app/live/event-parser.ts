/** A server-sent event. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
  /** The id that was told last, with this event or before. */
  readonly id: string | null;
}

/**
 * Reads server-sent events from text that comes in pieces of any size (WHATWG HTML §9.2.6). `retry` is skipped: when to
 * come back is this page's own decision.
 */
export class EventParser {
  private rest = '';
  private name = '';
  private data: string[] = [];
  private id: string | null = null;

  /** The events that are complete with this piece. */
  read(piece: string): ServerEvent[] {
    const lines = (this.rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.take(line));
  }

  private take(line: string): ServerEvent[] {
    if (line === '') return this.finish();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.name = value;
    if (field === 'data') this.data.push(value);
    if (field === 'id' && !value.includes('\0')) this.id = value;
    return [];
  }

  private finish(): ServerEvent[] {
    const event = { name: this.name || 'message', data: this.data.join('\n'), id: this.id };
    const isOne = this.data.length > 0;
    this.name = '';
    this.data = [];
    return isOne ? [event] : [];
  }
}
