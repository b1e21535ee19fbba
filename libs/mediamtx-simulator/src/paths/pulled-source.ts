import { parseSourceUrl } from '../config/source-url';
import { prefixed, type Log } from '../log';
import { RtspClient } from '../rtsp/rtsp-client';
import type { Track } from '../rtsp/sdp';
import type { Stream } from './stream';

/** Delay before a failed source is retried (MediaMTX v1.20.1). */
const RETRY_MS = 5000;

/** The path of a source. */
export interface PulledSourceOwner {
  sourceReady(tracks: Track[]): Promise<Stream>;
  sourceLost(): Promise<void>;
}

/** Pulls a camera over RTSP and reconnects until it is stopped. */
export class PulledSource {
  private client: RtspClient | null = null;
  private retry: NodeJS.Timeout | null = null;
  private running = false;
  private readonly log: Log;

  constructor(
    private readonly address: string,
    private readonly timeoutMs: number,
    private readonly owner: PulledSourceOwner,
    log: Log,
  ) {
    this.log = prefixed(log, '[RTSP source]');
  }

  /** Starts pulling. */
  start(onDemand: boolean): void {
    this.running = true;
    this.log('info', `started${onDemand ? ' on demand' : ''}`);
    void this.attempt();
  }

  /** Stops pulling. The path receives no more events. */
  stop(reason: string): void {
    if (!this.running) return;
    this.running = false;
    this.log('info', `stopped: ${reason}`);
    if (this.retry) clearTimeout(this.retry);
    this.client?.close();
  }

  private async attempt(): Promise<void> {
    const failure = await this.pull().catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    if (!this.running) return;
    this.log('error', failure);
    this.retry = setTimeout(() => void this.attempt(), RETRY_MS);
  }

  private async pull(): Promise<never> {
    const url = parseSourceUrl(this.address);
    if (url?.scheme !== 'rtsp') throw new Error('the simulator pulls rtsp:// sources only');
    let stream: Stream | null = null;
    const client = new RtspClient(
      url,
      { onPacket: (track, packet) => stream?.write(track, packet) },
      this.timeoutMs,
    );
    this.client = client;
    try {
      const tracks = await Promise.race([client.open(), client.ended]);
      stream = await this.owner.sourceReady(tracks);
      await Promise.race([client.play(), client.ended]);
      return await client.ended;
    } finally {
      client.close();
      if (stream && this.running) await this.owner.sourceLost();
    }
  }
}
