import { inject, Injectable, signal } from '@angular/core';
import type { PitStream, PitStreamName, PlayerFindings, ViewingEnding } from '@ppf/contracts';
import { StreamsApi } from '../api/streams-api';
import { toPlayerFindings } from './player-findings';
import { PitSessions } from './sessions/pit-sessions';
import { SessionLeases } from './sessions/session-leases';
import { decidePlayback, type PlaybackStep, shownTransport } from './state/decide-playback';
import type { PlaybackFailure } from './state/playback-failure';
import * as transitions from './state/player-state';
import type { PlayerState } from './state/player-state';
import { type PlayerView, playerView } from './state/player-view';
import type { Transport } from './state/transport-attempt';
import { codecSupport, THIS_BROWSER } from './transports/codec-support';
import { PitTransports, type VideoSurfaces } from './transports/pit-transports';
import type { Playback, PlaybackListener, PlaybackStats } from './transports/playback';

/** Interval at which time alone may change the decision, ms. */
const DECISION_INTERVAL_MS = 250;

/**
 * Plays one pit. Pure functions decide which transports (WebRTC, preroll, HLS) are opened and closed; this service
 * performs their steps and publishes what is shown. Each player component has its own instance.
 */
@Injectable()
export class StreamViewerService {
  private readonly streams = inject(StreamsApi);
  private readonly leases = inject(SessionLeases);
  private readonly playbacks: Partial<Record<Transport, Playback>> = {};
  private now = (): number => Date.now();
  private state: PlayerState = transitions.initialPlayerState(this.now());
  private surfaces: VideoSurfaces | null = null;
  private lastCandidateHosts: readonly string[] = [];
  private transports: PitTransports | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly shown = signal<PlayerView>(playerView(this.state, this.now()));

  /** What is shown. Changes only when one of its fields changes. */
  readonly view = this.shown.asReadonly();

  /**
   * Selects the pit to play, in place of the previous one. Nothing is opened before `setVisible(true)`.
   * @param selectStream the stream of each new session
   */
  watch(pitId: number, surfaces: VideoSurfaces, selectStream?: () => PitStreamName): void {
    const { isVisible } = this.state;
    this.stop();
    this.surfaces = surfaces;
    const handleEnding = (ending: ViewingEnding) =>
      this.update(transitions.onSessionEnded(this.state, ending));
    const sessions = new PitSessions(pitId, this.streams, this.leases, handleEnding, selectStream);
    this.transports = new PitTransports(pitId, surfaces, sessions, {
      onCodec: (codec) => this.setCodec(codec),
      onPrerollReady: () => this.update(transitions.onPrerollReady(this.state)),
    });
    this.setVisible(isVisible);
  }

  /** Sets whether the video is visible. While it is hidden, the stream is released. */
  setVisible(isVisible: boolean): void {
    clearInterval(this.timer);
    if (isVisible) this.timer = setInterval(() => this.performSteps(), DECISION_INTERVAL_MS);
    this.update(transitions.onVisibility(this.state, isVisible, this.now()));
  }

  /** Takes the stream status of the API. */
  setStream(stream: PitStream): void {
    this.setCodec(stream.codec);
    this.update(transitions.onStreamStatus(this.state, stream.status));
  }

  /** Tries again immediately, also after a denial. */
  tryNow(): void {
    if (this.state.stopReason) this.transports?.reset();
    this.update(transitions.onTryNow(this.state));
  }

  /** Stops playback and clears the state. */
  stop(): void {
    clearInterval(this.timer);
    for (const transport of ['webrtc', 'hls', 'preroll'] as const) {
      this.playbacks[transport]?.close('later');
      delete this.playbacks[transport];
    }
    this.state = transitions.initialPlayerState(this.now());
    this.transports?.stop();
    this.transports = this.surfaces = null;
    this.publish();
  }

  /** Statistics of the shown picture since the previous call; null without a picture. */
  async stats(): Promise<PlaybackStats | null> {
    const transport = shownTransport(this.state);
    return (transport && (await this.playbacks[transport]?.stats())) || null;
  }

  /** Observations for troubleshooting. @param stats statistics of the shown picture */
  findings(stats: PlaybackStats | null): PlayerFindings {
    const hosts = this.playbacks.webrtc?.candidateHosts?.() ?? [];
    return toPlayerFindings(this.state, {
      view: this.shown(),
      stats,
      candidateHosts: hosts.length > 0 ? hosts : this.lastCandidateHosts,
      now: this.now(),
    });
  }

  private update(next: PlayerState): void {
    this.state = next;
    this.performSteps();
  }

  private performSteps(): void {
    if (this.transports) {
      for (let step = this.decide(); step; step = this.decide()) this.perform(step, this.transports);
    }
    this.publish();
  }

  private decide(): PlaybackStep | null {
    return decidePlayback(this.state, this.now());
  }

  private perform(step: PlaybackStep, transports: PitTransports): void {
    const { transport } = step;
    if (step.step === 'open') {
      this.state = transitions.onPhase(this.state, transport, 'opening', this.now());
      this.playbacks[transport] = this.open(transport, transports);
    } else if (step.step === 'close') {
      this.close(transport);
      this.state = transitions.onClosed(this.state, transport, this.now());
    } else {
      this.fail(transport, step.failure);
    }
  }

  private open(transport: Transport, transports: PitTransports): Playback {
    const isCurrent = () => this.playbacks[transport] === playback;
    const listener: PlaybackListener = {
      onPhase: (phase) =>
        isCurrent() && this.update(transitions.onPhase(this.state, transport, phase, this.now())),
      onFrame: () => isCurrent() && this.handleFrame(transport),
      onFailure: (failure) => isCurrent() && this.handleFailure(transport, failure),
      onEnded: () => isCurrent() && this.handleFailure(transport, 'ended'),
    };
    const playback = transports.open(transport, listener);
    return playback;
  }

  private setCodec(codec: string | null): void {
    if (codec === null || codec === this.state.codec) return;
    this.update(transitions.onCodec(this.state, codec, codecSupport(codec, THIS_BROWSER)));
  }

  /** Only a frame that ends a wait needs a decision. The others arrive about 25 times per second. */
  private handleFrame(transport: Transport): void {
    const endsWait = this.shown().state !== 'live' || this.state[transport].phase !== 'playing';
    this.state = transitions.onFrame(this.state, transport, this.now());
    if (endsWait) this.performSteps();
  }

  private handleFailure(transport: Transport, failure: PlaybackFailure): void {
    this.fail(transport, failure);
    this.performSteps();
  }

  private fail(transport: Transport, failure: PlaybackFailure): void {
    this.close(transport);
    this.state = transitions.onFailure(this.state, transport, failure, this.now(), Math.random());
  }

  private close(transport: Transport): void {
    const playback = this.playbacks[transport];
    if (!playback) return;
    const isShown = shownTransport(this.state) === transport;
    const video = isShown ? this.transports?.videoOf(transport) : null;
    if (video) this.surfaces?.keepStill(video);
    if (transport === 'webrtc') this.lastCandidateHosts = playback.candidateHosts?.() ?? [];
    delete this.playbacks[transport];
    playback.close();
    this.transports?.closeSession(transport);
  }

  private publish(): void {
    const next = playerView(this.state, this.now());
    const before = this.shown();
    const isSame = (Object.keys(next) as (keyof PlayerView)[]).every((key) => next[key] === before[key]);
    if (!isSame) this.shown.set(next);
  }
}
