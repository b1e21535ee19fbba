import { requestUri } from '../rtsp/request-uri';
import { RtspConnection } from '../rtsp/rtsp-connection';
import { RtspSession } from '../rtsp/rtsp-session';
import { RtspSignIn } from '../rtsp/rtsp-sign-in';
import { TrackWatch, unwatchedFacts } from '../video/track-watch';
import { judgeVideo } from './judge-video';
import { PacketTap } from './packet-tap';
import { ProbeClock } from './probe-clock';
import { ProbeFailure } from './probe-fault';
import { PROBE_LIMITS } from './probe-limits';
import { ProbeSteps } from './probe-steps';
/**
 * Tests a camera as a viewer would use it: address, connection, RTSP, sign-in, and some seconds of video over TCP.
 * Connects to nothing but addresses that the guard allowed. Never fails for what a camera does: that is in the report,
 * which never holds the password. @throws the signal's reason when it is aborted.
 */
export async function probeCamera(target, surroundings) {
  surroundings.signal.throwIfAborted();
  const probe = new CameraProbe(target, surroundings);
  try {
    await probe.run();
  } catch (failure) {
    surroundings.signal.throwIfAborted();
    if (!(failure instanceof ProbeFailure)) throw failure;
  } finally {
    await probe.leave();
  }
  return probe.report();
}
class CameraProbe {
  target;
  surroundings;
  limits;
  clock;
  steps;
  tap;
  connection = null;
  session = null;
  video = null;
  keyFrame = null;
  onAbort = () => this.connection?.close();
  constructor(target, surroundings) {
    this.target = target;
    this.surroundings = surroundings;
    const now = surroundings.now ?? (() => performance.now());
    this.limits = { ...PROBE_LIMITS, ...surroundings.limits };
    this.clock = new ProbeClock(now, this.limits.totalMs - this.limits.teardownMs);
    this.steps = new ProbeSteps(now);
    this.tap = new PacketTap(now);
    surroundings.signal.addEventListener('abort', this.onAbort);
  }
  async run() {
    const addresses = await this.steps.take('resolve', () => this.resolve());
    const connection = await this.steps.take('reach', () => this.reach(addresses));
    const session = this.begin(connection);
    await this.steps.take('options', () => session.options());
    const video = await this.steps.take('describe', () => session.describe());
    const watch = TrackWatch.of(video);
    if (watch === null) return this.noteUnwatched(video);
    await this.steps.take('play', () => this.play(session, video, watch));
    await this.watch(watch);
  }
  /** Leaves the camera as it was found. */
  async leave() {
    this.surroundings.signal.removeEventListener('abort', this.onAbort);
    if (!this.surroundings.signal.aborted) await this.session?.tearDown(this.limits.teardownMs);
    this.connection?.close();
  }
  report() {
    return {
      ok: this.steps.list.every(({ ok }) => ok),
      steps: this.steps.list,
      video: this.video,
      keyFrame: this.keyFrame,
      fingerprint: this.connection?.fingerprint ?? null,
    };
  }
  async resolve() {
    const verdict = await abortable(
      this.surroundings.guard.judge(this.target.host, this.target.port),
      this.surroundings.signal,
    );
    if (verdict.kind === 'unresolvable') throw new ProbeFailure('unresolvable');
    if (verdict.kind === 'refused') throw new ProbeFailure('address-refused', verdict.reason);
    return verdict.addresses;
  }
  // One address after another, as long as there is time: a name often has an IPv6 address that leads nowhere.
  async reach(addresses) {
    let failure = new ProbeFailure('unreachable');
    for (const address of addresses) {
      const connectMs = this.clock.atMost(this.limits.connectMs);
      if (connectMs === 0) break;
      const { port, tls } = this.target;
      try {
        return await RtspConnection.open(
          { address, port, tls: tls ?? null, connectMs, limits: this.limits },
          this.surroundings.signal,
        );
      } catch (error) {
        if (!(error instanceof ProbeFailure)) throw error;
        failure = error;
      }
    }
    throw failure;
  }
  begin(connection) {
    this.connection = connection;
    if (this.surroundings.signal.aborted) connection.close();
    connection.listen(this.tap);
    const { user, password, tls, ...place } = this.target;
    const credentials =
      user === null && password === null ? null : { user: user ?? '', password: password ?? '' };
    const uri = requestUri({ ...place, tls: (tls ?? null) !== null });
    const timeoutMs = () => this.clock.atMost(this.limits.requestMs);
    this.session = new RtspSession(connection, new RtspSignIn(credentials), uri, timeoutMs);
    return this.session;
  }
  // Pictures may come before the answer to PLAY does.
  async play(session, video, watch) {
    const { channel } = await session.setUp(video);
    this.tap.open(channel, watch);
    await session.play();
  }
  async watch(watch) {
    const start = this.clock.now();
    await this.tap.untilEnough(this.clock.atMost(this.limits.watchMs), this.limits);
    this.surroundings.signal.throwIfAborted();
    this.video = watch.facts();
    this.keyFrame = watch.keyFrame;
    const silentMs = watch.lastPacketMs === null ? null : this.clock.now() - watch.lastPacketMs;
    const code = judgeVideo(this.video, silentMs);
    this.steps.note('video', code === null ? null : new ProbeFailure(code), start);
  }
  noteUnwatched(video) {
    this.video = unwatchedFacts(video);
    this.steps.note('video', new ProbeFailure('unsupported-codec'), this.clock.now());
  }
}
function abortable(work, signal) {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
