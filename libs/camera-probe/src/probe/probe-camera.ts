import type { SdpVideo } from '@ppf/rtsp-wire';
import type { CameraAddressGuard } from '../address/camera-address-guard';
import type { CameraFeed } from '../address/camera-scheme';
import { type RtspClientRules, rtspClientRulesOf } from '@ppf/mediamtx';
import { toRequestUri } from '../rtsp/request-uri';
import type { AcceptedDescription } from '../rtsp/accept-description';
import { RtspConnection, UnconfirmedCertificate } from '../rtsp/rtsp-connection';
import { RtspSession } from '../rtsp/rtsp-session';
import { ServerSignIn } from '../sign-in/server-sign-in';
import { TrackWatch, unwatchedFacts } from '../video/track-watch';
import type { KeyFrame, VideoFacts } from '../video/video-facts';
import { checkVideo } from './check-video';
import { PacketTap } from './packet-tap';
import { type PlayedTracks, playTracks, type ProbeTransport } from './play-tracks';
import { ProbeClock } from './probe-clock';
import { ProbeFailure, RedirectFailure } from '../faults/probe-fault';
import { PROBE_LIMITS, type ProbeLimits } from './probe-limits';
import type { ProbeReport } from './probe-report';
import { ProbeSteps } from './probe-steps';

/** The camera to test. */
export interface ProbeTarget {
  /** `mjpeg`: over HTTP, without user and password. Absent: RTSP. */
  readonly feed?: CameraFeed;
  /** Name or address, IPv6 without brackets. */
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
  /** With its leading slash, query included. */
  readonly path: string;
  /** Null: no sign-in. */
  readonly user: string | null;
  readonly password: string | null;
  /**
   * RTSPS; `fingerprint`: SHA-256 of the certificate that was confirmed, hex; null: only one that this machine trusts.
   * Absent or null: plain RTSP.
   */
  readonly tls?: { readonly fingerprint: string | null } | null;
  /** Transport with which the media server pulls it. Default: TCP. */
  readonly transport?: ProbeTransport;
}

/** Dependencies and options of a test. */
export interface ProbeContext {
  readonly guard: CameraAddressGuard;
  /** Ends the test. */
  readonly signal: AbortSignal;
  /** Monotonic time in milliseconds. Default: `performance.now`. */
  readonly now?: () => number;
  readonly limits?: Partial<ProbeLimits>;
  /** What the media server accepts that will pull the camera; absent: the newest release that is known. */
  readonly rules?: RtspClientRules;
  /** `describe`: ends before a stream is set up, so that a camera for one viewer stays available. Absent: with pictures. */
  readonly until?: 'describe';
}

/**
 * Tests a camera as the media server would use it: address, connection, RTSP, sign-in, and some seconds of video. Connects
 * only to addresses that the guard allows. Faults of the camera are in the report, which never contains the password. @throws the signal's reason when it is aborted.
 */
export async function probeCamera(target: ProbeTarget, context: ProbeContext): Promise<ProbeReport> {
  context.signal.throwIfAborted();
  const probe = new CameraProbe(target, context);
  try {
    await probe.run();
  } catch (failure) {
    context.signal.throwIfAborted();
    if (!(failure instanceof ProbeFailure)) throw failure;
    if (failure instanceof RedirectFailure) probe.redirectedTo = failure.location;
  } finally {
    await probe.leave();
  }
  return probe.report();
}

/** Release whose rules apply if the caller does not specify one. */
const NEWEST_RELEASE = 'v1.20.1';

class CameraProbe {
  private readonly limits: ProbeLimits;
  private readonly clock: ProbeClock;
  private readonly steps: ProbeSteps;
  private readonly tap: PacketTap;
  private connection: RtspConnection | null = null;
  private session: RtspSession | null = null;
  private played: PlayedTracks | null = null;
  private video: VideoFacts | null = null;
  private keyFrame: KeyFrame | null = null;
  private shownFingerprint: string | null = null;
  redirectedTo: string | null = null;
  private readonly rules: RtspClientRules;
  private readonly onAbort = () => this.connection?.close();

  constructor(
    private readonly target: ProbeTarget,
    private readonly context: ProbeContext,
  ) {
    const now = context.now ?? (() => performance.now());
    this.rules = context.rules ?? rtspClientRulesOf(NEWEST_RELEASE);
    this.limits = { ...PROBE_LIMITS, ...context.limits };
    this.clock = new ProbeClock(now, this.limits.totalMs - this.limits.teardownMs);
    this.steps = new ProbeSteps(now);
    this.tap = new PacketTap(now);
    context.signal.addEventListener('abort', this.onAbort);
  }

  async run(): Promise<void> {
    const addresses = await this.steps.run('resolve', () => this.resolve());
    const connection = await this.steps.run('reach', () => this.reach(addresses));
    const session = this.begin(connection);
    const slow = () =>
      session.takeSlowestResponseMs() > this.limits.slowResponseMs ? new ProbeFailure('slow') : null;
    const signIn = () => (session.fitsOtherClients ? null : new ProbeFailure('only-media-server-signs-in'));
    await this.steps.run('options', () => session.options(), slow);
    const described = await this.steps.run(
      'describe',
      () => session.describe(),
      () => slow() ?? signIn(),
    );
    if (this.context.until === 'describe') return;
    const watch = TrackWatch.of(described.video);
    await this.steps.run('play', () => this.play(session, described, watch), slow);
    if (watch === null) return this.noteUnwatched(described.video);
    await this.watch(watch);
  }

  /** Closes the session and the connection. */
  async leave(): Promise<void> {
    this.context.signal.removeEventListener('abort', this.onAbort);
    if (!this.context.signal.aborted) await this.session?.tearDown(this.limits.teardownMs);
    this.connection?.close();
    this.played?.close();
  }

  report(): ProbeReport {
    return {
      ok: this.steps.list.every(({ ok }) => ok),
      steps: this.steps.list,
      video: this.video,
      keyFrame: this.keyFrame,
      fingerprint: this.connection?.fingerprint ?? this.shownFingerprint,
      redirectedTo: this.redirectedTo,
    };
  }

  private async resolve(): Promise<readonly string[]> {
    const verdict = await abortable(
      this.context.guard.check(this.target.host, this.target.port),
      this.context.signal,
    );
    if (verdict.kind === 'unresolvable') throw new ProbeFailure('unresolvable');
    if (verdict.kind === 'refused') throw new ProbeFailure('address-refused', verdict.reason);
    return verdict.addresses;
  }

  // One address after another, within the time limit: a name often has an unreachable IPv6 address.
  private async reach(addresses: readonly string[]): Promise<RtspConnection> {
    let failure = new ProbeFailure('unreachable');
    for (const address of addresses) {
      const connectMs = this.clock.remainingUpTo(this.limits.connectMs);
      if (connectMs === 0) break;
      const { host, port, tls } = this.target;
      try {
        return await RtspConnection.open(
          {
            address,
            host,
            port,
            tls: tls ?? null,
            connectTimeoutMs: connectMs,
            limits: this.limits,
            rules: this.rules,
          },
          this.context.signal,
        );
      } catch (error) {
        if (!(error instanceof ProbeFailure)) throw error;
        if (error instanceof UnconfirmedCertificate) this.shownFingerprint = error.fingerprint;
        failure = error;
      }
    }
    throw failure;
  }

  private begin(connection: RtspConnection): RtspSession {
    this.connection = connection;
    if (this.context.signal.aborted) connection.close();
    connection.setListener(this.tap);
    const { user, password, tls, ...place } = this.target;
    const credentials =
      user === null && password === null ? null : { user: user ?? '', password: password ?? '' };
    const uri = toRequestUri({ ...place, tls: (tls ?? null) !== null });
    const timeoutMs = () => this.clock.remainingUpTo(this.limits.requestMs);
    const signIn = new ServerSignIn(credentials);
    this.session = new RtspSession(connection, {
      signIn,
      uri,
      rules: this.rules,
      timeoutMs,
      now: this.clock.now,
    });
    return this.session;
  }

  private async play(
    session: RtspSession,
    description: AcceptedDescription,
    watch: TrackWatch | null,
  ): Promise<void> {
    this.played = await playTracks({
      ...{ session, description, watch, tap: this.tap, rules: this.rules },
      transport: this.target.transport ?? 'tcp',
      address: this.connection?.address ?? '',
      isSecure: (this.target.tls ?? null) !== null,
    });
  }

  private async watch(watch: TrackWatch): Promise<void> {
    const start = this.clock.now();
    const end = await this.tap.waitUntilDone(this.clock.remainingUpTo(this.limits.totalMs), this.limits);
    this.context.signal.throwIfAborted();
    this.video = watch.facts();
    this.keyFrame = watch.keyFrame;
    const silentMs = watch.lastPacketMs === null ? null : this.clock.now() - watch.lastPacketMs;
    const found = end === 'hung-up' ? 'hung-up' : checkVideo(this.video, silentMs);
    const code = found === 'no-picture' && this.played?.isUdp ? 'udp-no-packets' : found;
    this.steps.record('video', code === null ? null : new ProbeFailure(code), start);
  }

  private noteUnwatched(video: SdpVideo): void {
    this.video = unwatchedFacts(video);
    this.steps.record('video', new ProbeFailure('unsupported-codec'), this.clock.now());
  }
}

function abortable<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
