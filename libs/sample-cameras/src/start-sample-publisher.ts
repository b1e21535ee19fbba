import { ClipClock } from './clip-clock';
import { loadClip, type SampleClip } from './h264-clip';
import { PublishingConnection } from './publishing-connection';
import { sessionDescription } from './session-description';

const RECONNECT_DELAY_MS = 1_000;

/** Settings of a simulated camera that publishes. */
export interface SamplePublisherOptions {
  /** `rtsp://user:key@host:8554/path`, or without credentials and with `?token=key`. */
  readonly url: string;
  /** Name of a sample clip, or path of an H.264 Annex B file. */
  readonly clip: SampleClip | (string & {});
}

/** A camera that publishes and reconnects one second after its connection has ended. */
export interface SamplePublisher {
  /** Whether it is connected and publishing. */
  readonly publishing: boolean;
  stop(): Promise<void>;
  /** Stops the pictures. The connection stays open. */
  freeze(): void;
  /** Ends a freeze. */
  resume(): void;
  /** Changes the frame rate from 25 frames per second. */
  slow(fps: number): void;
}

/** Starts publishing. Resolves once the server accepts the pictures. @throws Error with the status of a refused request */
export async function startSamplePublisher(options: SamplePublisherOptions): Promise<SamplePublisher> {
  const clip = loadClip(options.clip);
  const clock = new ClipClock(clip);
  const connect = (): Promise<PublishingConnection> =>
    PublishingConnection.open(options.url, sessionDescription(clip), clock);
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let connection: PublishingConnection | undefined = await connect();
  const reconnect = (): void => {
    connection = undefined;
    if (stopped) return;
    timer = setTimeout(() => connect().then(use, reconnect), RECONNECT_DELAY_MS);
  };
  const use = (opened: PublishingConnection): void => {
    connection = opened;
    if (stopped) void opened.close();
    void opened.closed.then(reconnect);
  };
  use(connection);
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
    slow: (fps) => clock.setFrameRate(fps),
  };
}
