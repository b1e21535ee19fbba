import { ClipClock } from './clip-clock';
import { loadClip, type SampleClip } from './h264-clip';
import { PublishingConnection } from './publishing-connection';
import { sessionDescription } from './session-description';

const TRY_AGAIN_AFTER_MS = 1_000;

/** A fake camera that pushes. */
export interface SamplePublisherOptions {
  /** Where to: `rtsp://user:key@host:8554/path`, or without credentials and with `?token=key`. */
  readonly url: string;
  /** One of ours, or the path of an H.264 Annex B file. */
  readonly clip: SampleClip | (string & {});
}

/** A camera that publishes, and tries again each second when it is thrown out. */
export interface SamplePublisher {
  /** Whether the server takes its pictures now. */
  readonly publishing: boolean;
  stop(): Promise<void>;
  /** Sends nothing more while the connection stays open. */
  freeze(): void;
  /** Ends a freeze. */
  resume(): void;
  /** Sends `fps` pictures a second instead of 25. */
  slow(fps: number): void;
}

/** Starts publishing; settles when the server takes the pictures. Rejects with the server's words when it refuses. */
export async function startSamplePublisher(options: SamplePublisherOptions): Promise<SamplePublisher> {
  const clip = loadClip(options.clip);
  const clock = new ClipClock(clip);
  const connect = (): Promise<PublishingConnection> =>
    PublishingConnection.open(options.url, sessionDescription(clip), clock);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let connection: PublishingConnection | undefined = await connect();
  const again = (): void => {
    connection = undefined;
    if (stopped) return;
    timer = setTimeout(() => connect().then(keep, again), TRY_AGAIN_AFTER_MS);
  };
  const keep = (opened: PublishingConnection): void => {
    connection = opened;
    if (stopped) void opened.close();
    void opened.closed.then(again);
  };
  keep(connection);
  return {
    get publishing() {
      return connection !== undefined;
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await connection?.close();
      clock.close();
    },
    freeze: () => clock.freeze(),
    resume: () => clock.resume(),
    slow: (fps) => clock.pace(fps),
  };
}
