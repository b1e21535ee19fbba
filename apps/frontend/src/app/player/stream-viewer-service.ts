import { inject, Injectable, signal } from '@angular/core';
import type { PitStream, PlayerFindings } from '@ppf/contracts';
import { StreamsApi } from '../api/streams-api';
import { codecSupport, THIS_BROWSER } from './ways/codec-support';
import { decidePlayback, type PlaybackStep, shownTransport } from './decide-playback';
import { PitSessions } from './sessions/pit-sessions';
import { PitWays, type Screens } from './ways/pit-ways';
import type { PictureFigures, Playback, PlaybackListener } from './ways/playback';
import type { PlaybackFailure } from './ways/playback-failure';
import type { Transport } from './ways/playback-leg';
import { playerFindings } from './player-findings';
import { type PlayerView, playerView } from './player-state';
import * as situation from './situation';
import type { Situation } from './situation';
import { ViewingLeases } from './sessions/viewing-leases';

/** How often the clock alone may change the decision, ms. */
const TICK = 250;

/**
 * Watches one pit: tries WebRTC, the bridge and HLS as the ladder says, and tells what there is
 * to see. What to do is decided by pure functions; this carries it out. One for each player.
 */
@Injectable()
export class StreamViewerService {
  private readonly streams = inject(StreamsApi);
  private readonly leases = inject(ViewingLeases);
  private readonly playbacks: Partial<Record<Transport, Playback>> = {};
  private now = (): number => Date.now();
  private situation: Situation = situation.newSituation(this.now());
  private stage: Screens | null = null;
  private offered: readonly string[] = [];
  private ways: PitWays | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly seen = signal<PlayerView>(playerView(this.situation, this.now()));

  /** What there is to see; changes only when its meaning does. */
  readonly view = this.seen.asReadonly();

  /** Begins to watch a pit, in place of the one before. Nothing is opened until somebody can see it: `show(true)`. */
  watch(pitId: number, stage: Screens): void {
    const { wanted } = this.situation;
    this.stop();
    this.stage = stage;
    const sessions = new PitSessions(pitId, this.streams, this.leases, (ending) =>
      this.become(situation.onViewingEnded(this.situation, ending)),
    );
    this.ways = new PitWays(pitId, stage, sessions, {
      codec: (codec) => this.learnCodec(codec),
      instantPicture: () => this.become(situation.onInstantPicture(this.situation)),
    });
    this.show(wanted);
  }

  /** Says whether somebody can see the video: the stream is released while nobody can. */
  show(wanted: boolean): void {
    clearInterval(this.timer);
    if (wanted) this.timer = setInterval(() => this.settle(), TICK);
    this.become(situation.onWanted(this.situation, wanted, this.now()));
  }

  /** Takes what the API says of the stream. */
  learn(stream: PitStream): void {
    this.learnCodec(stream.codec);
    this.become(situation.onStreamStatus(this.situation, stream.status));
  }

  /** Tries again at once, also after a denial. */
  tryNow(): void {
    if (this.situation.verdict) this.ways?.beginAnew();
    this.become(situation.onTryNow(this.situation));
  }

  /** Ends watching and forgets what was learnt. */
  stop(): void {
    clearInterval(this.timer);
    for (const transport of ['webrtc', 'hls', 'bridge'] as const) {
      this.playbacks[transport]?.close('later');
      delete this.playbacks[transport];
    }
    this.situation = situation.newSituation(this.now());
    this.ways?.leave();
    this.ways = this.stage = null;
    this.publish();
  }

  /** Figures of the picture in view since they were last asked for; null while there is none. */
  async figures(): Promise<PictureFigures | null> {
    const shown = shownTransport(this.situation);
    return (shown && (await this.playbacks[shown]?.figures())) || null;
  }

  /** What is seen, for a diagnosis. `figures`: of the picture in view. */
  findings(figures: PictureFigures | null): PlayerFindings {
    const offered = this.playbacks.webrtc?.offeredHosts?.() ?? [];
    return playerFindings(this.situation, {
      view: this.seen(),
      figures,
      offered: offered.length > 0 ? offered : this.offered,
      now: this.now(),
    });
  }

  private become(next: Situation): void {
    this.situation = next;
    this.settle();
  }

  private settle(): void {
    if (this.ways) {
      for (let step = this.decide(); step; step = this.decide()) this.perform(step, this.ways);
    }
    this.publish();
  }

  private decide(): PlaybackStep | null {
    return decidePlayback(this.situation, this.now());
  }

  private perform(step: PlaybackStep, ways: PitWays): void {
    const { transport } = step;
    if (step.step === 'open') {
      this.situation = situation.onStage(this.situation, transport, 'opening', this.now());
      this.playbacks[transport] = this.open(transport, ways);
    } else if (step.step === 'close') {
      this.close(transport);
      this.situation = situation.onClosed(this.situation, transport, this.now());
    } else {
      this.fail(transport, step.failure);
    }
  }

  private open(transport: Transport, ways: PitWays): Playback {
    const isCurrent = () => this.playbacks[transport] === playback;
    const listener: PlaybackListener = {
      reached: (stage) =>
        isCurrent() && this.become(situation.onStage(this.situation, transport, stage, this.now())),
      frame: () => isCurrent() && this.onFrame(transport),
      failed: (failure) => isCurrent() && this.failAndSettle(transport, failure),
      ended: () => isCurrent() && this.failAndSettle(transport, 'ended'),
    };
    const playback = ways.open(transport, listener);
    return playback;
  }

  private learnCodec(codec: string | null): void {
    if (codec === null || codec === this.situation.codec) return;
    this.become(situation.onCodec(this.situation, codec, codecSupport(codec, THIS_BROWSER)));
  }

  /** Only a frame that ends a wait needs a decision; the others are 25 a second. */
  private onFrame(transport: Transport): void {
    const waited = this.seen().state !== 'live' || this.situation[transport].stage !== 'playing';
    this.situation = situation.onFrame(this.situation, transport, this.now());
    if (waited) this.settle();
  }

  private failAndSettle(transport: Transport, failure: PlaybackFailure): void {
    this.fail(transport, failure);
    this.settle();
  }

  private fail(transport: Transport, failure: PlaybackFailure): void {
    this.close(transport);
    this.situation = situation.onFailure(this.situation, transport, failure, this.now(), Math.random());
  }

  private close(transport: Transport): void {
    const playback = this.playbacks[transport];
    if (!playback) return;
    const video = shownTransport(this.situation) === transport ? this.ways?.videoOf(transport) : null;
    if (video) this.stage?.keepStill(video);
    if (transport === 'webrtc') this.offered = playback.offeredHosts?.() ?? [];
    delete this.playbacks[transport];
    playback.close();
    this.ways?.closed(transport);
  }

  private publish(): void {
    const next = playerView(this.situation, this.now());
    const before = this.seen();
    const same = (Object.keys(next) as (keyof PlayerView)[]).every((key) => next[key] === before[key]);
    if (!same) this.seen.set(next);
  }
}
