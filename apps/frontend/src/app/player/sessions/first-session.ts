import type { StreamTokenResponse } from '@ppf/contracts';
import type { WhepListener, WhepSession } from '@ppf/whep';
import type { Bridge } from '../bridge/bridge';
import { FirstPicture } from '../first-picture';

/** The application waits at most so long for the session's answer, ms. */
const GO_FIRST_FOR = 500;
/** A page that is gone to waits at most so long for them to leave, ms: near servers answer by then, nobody sees it. */
const GIVE_WAY_FOR = 60;
/** An unclaimed session is left after this long, ms. */
const CLAIM_WITHIN = 15_000;

/** What the player takes over: the session, and its picture until the player shows one itself. */
export interface ClaimedSession {
  readonly session: WhepSession;
  readonly picture: FirstPicture | null;
  /** What it was opened with. */
  readonly token: Promise<StreamTokenResponse>;
  /** The bridge beside it, once its token is known; null when there is none. Whoever claims the session closes it. */
  readonly bridge: Promise<Bridge | null>;
}

/**
 * A WHEP session that was begun before the application was there, so that the browser connects while the application
 * loads. It keeps what the session tells until the player claims it. Whoever makes it gives the session its listener.
 */
export class FirstSession {
  private told: ('answered' | 'connected')[] = [];
  private claimant: WhepListener | null = null;
  private over = false;
  private session: WhepSession | null = null;
  private issuedToken: StreamTokenResponse | null = null;
  private picture: FirstPicture | null = null;
  private bridge: Bridge | null = null;
  private bridgePicture: FirstPicture | null = null;
  private tellToken: (token: StreamTokenResponse) => void = () => undefined;
  private readonly tokenKnown = new Promise<StreamTokenResponse>((resolve) => (this.tellToken = resolve));
  private tellBridge: (bridge: Bridge | null) => void = () => undefined;
  private readonly bridgeKnown = new Promise<Bridge | null>((resolve) => (this.tellBridge = resolve));
  /** Until somebody claims the session or it is left. */
  private readonly waiting = new AbortController();

  private settle: () => void = () => undefined;

  /**
   * Comes once the server has answered, or will not, or lets one wait: starting the application keeps the page's one
   * thread busy, and until then it is better spent on the picture.
   */
  readonly settled = new Promise<void>((resolve) => (this.settle = resolve));

  /** Comes once the requests for its pictures have left; not where there is no token. */
  get asked(): Promise<void> {
    return this.bridgeKnown.then((bridge) => bridge?.asked);
  }

  /** What the session tells goes here. */
  readonly listener: WhepListener = {
    answered: () => {
      if (!this.claimant && this.session && this.onBlankPage) this.showPicture(this.session);
      this.tell('answered');
    },
    connected: () => this.tell('connected'),
    failed: (error) => {
      this.settle();
      this.finish();
      this.claimant?.failed?.(error);
    },
    ended: (why) => {
      this.finish();
      this.claimant?.ended?.(why);
    },
  };

  /** @param onBlankPage whether there is nothing on the page yet: then pictures stand where the player will be */
  constructor(
    readonly pitId: number,
    private readonly onBlankPage = true,
  ) {}

  /** Takes the session, and leaves it when the page goes or nobody claims it. */
  hold(session: WhepSession): void {
    this.session = session;
    setTimeout(() => this.settle(), GO_FIRST_FOR);
    const timer = setTimeout(() => this.leave(), CLAIM_WITHIN);
    const { signal } = this.waiting;
    signal.addEventListener('abort', () => clearTimeout(timer));
    globalThis.addEventListener('pagehide', () => this.leave(), { signal });
  }

  /** What it was opened with, also once it is over; null: nothing yet. */
  get issued(): StreamTokenResponse | null {
    return this.issuedToken;
  }

  /** Takes what the session is opened with. */
  holdToken(token: StreamTokenResponse): void {
    this.issuedToken = token;
    this.tellToken(token);
  }

  /**
   * Takes the bridge that its token allowed; null when it allows none. The bridge's picture is shown at once, above the
   * session's, which takes over with its first frame.
   */
  holdBridge(bridge: Bridge | null): void {
    this.tellBridge(bridge);
    if (!bridge || this.claimant) return;
    if (this.over) return bridge.close();
    this.bridge = bridge;
    if (this.onBlankPage) this.bridgePicture = new FirstPicture(bridge.video, () => this.settle());
    void bridge.ended.then(() => this.leaveBridge());
  }

  /**
   * The session, once, for the player of this pit; null when there is none that still lives. What it has told by then
   * is told again, after the caller has it.
   */
  claim(pitId: number, listener: WhepListener): ClaimedSession | null {
    if (pitId !== this.pitId) this.leave();
    this.waiting.abort();
    if (this.claimant || this.over || !this.session) return null;
    this.claimant = listener;
    const told = this.told;
    this.told = [];
    queueMicrotask(() => told.forEach((what) => listener[what]?.()));
    const { session, picture } = this;
    this.picture = null;
    this.bridgePicture?.handOver();
    this.bridgePicture = this.bridge = null;
    const bridge = this.bridgeKnown.then((bridge) => (bridge?.isOver ? null : bridge));
    return { session, picture, token: this.tokenKnown, bridge };
  }

  private showPicture(session: WhepSession): void {
    this.picture = FirstPicture.ofStream(session.stream, () => {
      this.settle();
      this.leaveBridge();
    });
    // The bridge's is above it.
    if (this.bridge) document.body.append(this.bridge.video);
  }

  /** Leaves it, unless a player has it. */
  leave(): void {
    this.waiting.abort();
    if (this.claimant || this.over) return;
    this.finish();
    this.session?.close();
  }

  private finish(): void {
    this.over = true;
    this.picture?.leave();
    this.picture = null;
    this.leaveBridge();
  }

  private leaveBridge(): void {
    this.bridge?.close();
    this.bridgePicture?.leave();
    this.bridgePicture = this.bridge = null;
    this.settle();
  }

  private tell(what: 'answered' | 'connected'): void {
    if (!this.bridge) this.settle();
    if (this.claimant) this.claimant[what]?.();
    else this.told.push(what);
  }
}

declare global {
  /** Begun by src/early.ts while the application was still being loaded. */
  var ppfFirstSession: FirstSession | undefined;
}

/** The session that was begun early for this pit; null when there is none. Once. */
export function claimFirstSession(pitId: number, listener: WhepListener): ClaimedSession | null {
  const first = globalThis.ppfFirstSession;
  globalThis.ppfFirstSession = undefined;
  return first?.claim(pitId, listener) ?? null;
}

/** What the session that was begun for this pit was opened with; null: none was, or not yet. */
export function firstToken(pitId: number): StreamTokenResponse | null {
  const first = globalThis.ppfFirstSession;
  return first?.pitId === pitId ? first.issued : null;
}

/**
 * Comes once the session that was begun has asked for its pictures, or will not, or lets one wait: making a page keeps
 * the browser's one thread busy, and what was asked for before comes in the meantime.
 */
export async function picturesAsked(): Promise<void> {
  const first = globalThis.ppfFirstSession;
  if (!first) return;
  const patience = new Promise<void>((resolve) => setTimeout(resolve, GIVE_WAY_FOR));
  await Promise.race([first.asked, first.settled, patience]);
}
