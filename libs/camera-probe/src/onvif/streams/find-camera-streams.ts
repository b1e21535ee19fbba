import type { CameraAddressGuard } from '../../address/camera-address-guard';
import { clockDifferenceMs, planClocks } from '../device/device-clock';
import { findEntry } from '../device/find-entry';
import { OnvifConnection } from '../soap/onvif-connection';
import { OnvifSignIn } from '../soap/onvif-sign-in';
import type { MediaProfile } from './media-profiles';
import { MediaServices, type ProfileList } from './media-service';
import { toOfferedStreams, type OfferedStream, type ProfileUri } from './offered-streams';
import { type StreamsFault, type StreamsNotice } from './streams-fault';

/** The camera to query. */
export interface OnvifTarget {
  /** Name or address, IPv6 without brackets. */
  readonly host: string;
  /** Of its ONVIF service; null: 80, then 443 with TLS. */
  readonly port: number | null;
  /** Whether the service is reached over TLS; null: unknown, both are tried. */
  readonly tls: boolean | null;
  /** Of the service; null: `/onvif/device_service`. */
  readonly path: string | null;
  /** Null: no sign-in. */
  readonly user: string | null;
  readonly password: string | null;
  /** Number of profiles of the previous pages, 0 or more. */
  readonly skip: number;
}

/** What a camera offers. */
export interface CameraStreamsFound {
  readonly streams: readonly OfferedStream[];
  /** Reason why there are none; null: no fault. */
  readonly fault: StreamsFault | null;
  readonly notices: readonly StreamsNotice[];
  /** `skip` of the next page; null: this is the last page. */
  readonly next: number | null;
}

/** Times of one page, in ms. */
export interface PageTimeouts {
  /** After this time, the page ends with the profiles received so far. */
  readonly pageMs: number;
  /** After this time, it ends in any case. */
  readonly totalMs: number;
}

/** Profiles of one page: a camera has two to five, a recorder several per channel. */
export const PAGE_PROFILES = 24;
export const PAGE_TIMEOUTS: PageTimeouts = { pageMs: 8_000, totalMs: 20_000 };
/** Number of consecutive denied streams after which the sign-in is considered denied, not a permission. */
const MAX_DENIED = 2;

/**
 * Requests the streams of a camera over ONVIF, one page per call. Connects only to allowed addresses. Returns what a slow device has
 * sent so far; the next page continues after it. @throws the signal's reason when it is aborted.
 */
export async function findCameraStreams(
  target: OnvifTarget,
  { guard, signal }: { readonly guard: CameraAddressGuard; readonly signal: AbortSignal },
  times: PageTimeouts = PAGE_TIMEOUTS,
): Promise<CameraStreamsFound> {
  const begun = performance.now();
  const verdict = await guard.check(target.host, target.port ?? 80);
  if (verdict.kind !== 'allowed')
    return toFault(verdict.kind === 'refused' ? 'address-refused' : 'unresolvable');
  const late = AbortSignal.timeout(times.totalMs);
  const page = new StreamsPage(target, guard, AbortSignal.any([signal, late]), begun + times.pageMs);
  try {
    return await page.read(verdict.addresses);
  } catch (failure) {
    signal.throwIfAborted();
    if (!late.aborted) throw failure;
    return page.partialResult();
  }
}

class StreamsPage {
  private readonly signIn: OnvifSignIn;
  private readonly connection: OnvifConnection;
  private readonly answered: ProfileUri[] = [];
  private profiles: readonly MediaProfile[] = [];
  private notices: readonly StreamsNotice[] = [];

  constructor(
    private readonly target: OnvifTarget,
    guard: CameraAddressGuard,
    signal: AbortSignal,
    private readonly endsAt: number,
  ) {
    const { user, password } = target;
    this.signIn = new OnvifSignIn(user === null ? null : { user, password: password ?? '' });
    this.connection = new OnvifConnection(this.signIn, guard, signal);
  }

  async read(addresses: readonly string[]): Promise<CameraStreamsFound> {
    const entry = await findEntry({ ...this.target, addresses }, this.connection);
    if (entry.kind === 'failed') return toFault(entry.reason === 'not-http' ? 'not-onvif' : entry.reason);
    const aheadMs = clockDifferenceMs(entry.clock);
    if (aheadMs !== null) this.notices = [{ code: 'camera-clock', aheadMs }];
    this.signIn.useClocks(planClocks(entry.clock));
    const media = new MediaServices(this.connection, entry.place);
    const list = await media.profiles();
    if (list.kind !== 'profiles')
      return toFault(this.faultOf(list, entry.speaksSoap || media.speaksSoap), this.notices);
    this.profiles = list.profiles;
    const isDenied = await this.readUris(media);
    return isDenied && this.streams().length === 0
      ? toFault(this.deniedFault(), this.notices)
      : this.result();
  }

  /** Profiles received before the time limit. */
  partialResult(): CameraStreamsFound {
    const result = this.result();
    return result.streams.length > 0 ? result : toFault('too-slow', this.notices);
  }

  /** @returns whether all were denied. */
  private async readUris(media: MediaServices): Promise<boolean> {
    const page = this.profiles.slice(this.target.skip, this.target.skip + PAGE_PROFILES);
    let denied = 0;
    for (const profile of page) {
      const { uri, isDenied } = await media.streamUri(profile.token);
      this.answered.push({ profile, uri });
      denied += isDenied ? 1 : 0;
      if (denied >= MAX_DENIED && denied === this.answered.length) return true;
      if (performance.now() > this.endsAt && this.streams().length > 0) break;
    }
    return denied > 0 && denied === this.answered.length;
  }

  private streams(): readonly OfferedStream[] {
    const { skip } = this.target;
    const open = this.profiles.map((profile): ProfileUri => ({ profile, uri: undefined }));
    return toOfferedStreams([
      ...open.slice(0, skip),
      ...this.answered,
      ...open.slice(skip + this.answered.length),
    ]);
  }

  private result(): CameraStreamsFound {
    const end = this.target.skip + this.answered.length;
    const next = end < this.profiles.length ? end : null;
    const streams = this.streams();
    // A page without streams is not a fault if other pages follow or precede it.
    const isNone = streams.length === 0 && next === null && this.target.skip === 0;
    return { streams, fault: isNone ? 'no-streams' : null, notices: this.notices, next };
  }

  private faultOf(result: Exclude<ProfileList, { kind: 'profiles' }>, speaksSoap: boolean): StreamsFault {
    if (result.kind === 'denied') return this.deniedFault();
    if (result.kind === 'failed' && result.reason === 'too-slow')
      return speaksSoap ? 'too-slow' : 'unreachable';
    return speaksSoap ? 'no-streams' : 'not-onvif';
  }

  private deniedFault(): StreamsFault {
    const { state } = this.signIn;
    if (state === 'open') return 'wrong-password';
    return state === 'accepted' ? 'no-streams' : state;
  }
}

function toFault(fault: StreamsFault, notices: readonly StreamsNotice[] = []): CameraStreamsFound {
  return { streams: [], fault, notices, next: null };
}
