import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { type PitStream, type PlayerFindings, UNKNOWN_STREAM } from '@ppf/contracts';
import { saveVideoPosition } from './sessions/video-position';
import type { PlaybackStats } from './transports/playback';
import type { DisplayState } from './state/player-view';
import { type OfflineCamera, offlineAdvice } from './texts/offline-text';
import { playerText } from './texts/player-text';
import { text } from './texts/text';
import { StreamViewerService } from './stream-viewer-service';
import { whileVisible } from './while-visible';

/** Update interval of texts with a running duration, ms. */
const TEXT_INTERVAL_MS = 500;
/** Sampling interval of the statistics, ms. */
const STATS_INTERVAL_MS = 1_000;

/**
 * Plays a pit and shows the state of the picture. It fills its box, whose size does not depend on the state. It requests
 * the stream token itself, so it can be created before the pit is loaded.
 */
@Component({
  selector: 'ppf-stream-token-loader',
  templateUrl: './stream-token-loader.html',
  styleUrls: ['./stream-token-loader.scss', './video-labels.scss'],
  changeDetection: ChangeDetectionStrategy.OnPush,
  providers: [StreamViewerService],
  host: {
    '[attr.data-state]': 'view().state',
    '[attr.data-transport]': 'view().transport',
    '[attr.data-labels]': "controls() ? 'fade' : null",
    role: 'group',
    '[attr.aria-label]': 'label()',
  },
})
export class StreamTokenLoader {
  /** Id of the pit. */
  readonly pitId = input.required<number>();
  /** Stream status of the API. It shortens waits but is not required. */
  readonly stream = input<PitStream>(UNKNOWN_STREAM);
  /** The pit's camera, for the texts while it is offline; null while unknown. */
  readonly camera = input<OfflineCamera | null>(null);
  /** Accessible name of the video, for example "Pit 3". */
  readonly label = input.required<string>();
  /** Whether new sessions play the second, smaller stream of the camera. */
  readonly usesSub = input(false);
  /** Whether the video has buttons for full screen and picture-in-picture. */
  readonly controls = input(false);
  /** Whether `stats` is updated. */
  readonly measured = input(false);

  /** Emits each new state. */
  readonly stateChange = output<DisplayState>();
  /** Emits when the user asks for troubleshooting. */
  readonly explain = output();

  private readonly viewer = inject(StreamViewerService);
  private readonly destroyRef = inject(DestroyRef);
  private readonly host: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly webrtc = viewChild.required<ElementRef<HTMLVideoElement>>('webrtc');
  private readonly hls = viewChild.required<ElementRef<HTMLVideoElement>>('hls');
  private readonly preroll = viewChild.required<ElementRef<HTMLElement>>('preroll');
  private readonly still = viewChild.required<ElementRef<HTMLCanvasElement>>('still');
  private readonly now = signal(Date.now());
  private readonly currentStats = signal<PlaybackStats | null>(null);

  protected readonly advice = computed(() => offlineAdvice(this.camera()));
  protected readonly isAdviceShown = signal(false);
  protected readonly canPictureInPicture = document.pictureInPictureEnabled ?? false;

  /** What the player shows. */
  readonly view = this.viewer.view;
  /** Statistics of the picture while `measured`; null without a picture. */
  readonly stats = this.currentStats.asReadonly();

  protected readonly text = text;
  protected readonly stateText = computed(() =>
    playerText(this.view(), this.stream(), this.now(), this.camera()),
  );
  private readonly state = computed(() => this.view().state);

  constructor() {
    effect(() => this.stateChange.emit(this.state()));
    effect((onCleanup) => onCleanup(this.updateTime(this.state())));
    effect((onCleanup) => onCleanup(this.sampleStats(this.measured())));
    afterNextRender(() =>
      this.destroyRef.onDestroy(whileVisible(this.host, (isVisible) => this.viewer.setVisible(isVisible))),
    );
    effect(() => this.watch(this.pitId()));
    // Must follow `watch`, which clears the reported status.
    effect(() => {
      this.pitId();
      this.viewer.setStream(this.stream());
    });
    // Only on the pit page: on the wall, each pit has another position.
    effect(() => this.controls() && this.state() === 'live' && saveVideoPosition(this.host));
    this.destroyRef.onDestroy(() => this.viewer.stop());
  }

  /** Current observations for troubleshooting. */
  findings(): PlayerFindings {
    return this.viewer.findings(this.currentStats());
  }

  /** Enters or leaves full screen. Requires a user gesture; a rejection is ignored. */
  async toggleFullScreen(): Promise<void> {
    const isActive = document.fullscreenElement === this.host;
    await (isActive ? document.exitFullscreen() : this.host.requestFullscreen()).catch(() => undefined);
  }

  /** Enters or leaves picture-in-picture. Requires a user gesture and a picture; a rejection is ignored. */
  async togglePictureInPicture(): Promise<void> {
    const video = this.view().transport === 'hls' ? this.hls() : this.webrtc();
    const isActive = document.pictureInPictureElement === video.nativeElement;
    await (isActive ? document.exitPictureInPicture() : video.nativeElement.requestPictureInPicture()).catch(
      () => undefined,
    );
  }

  protected perform(action: 'try-now' | 'explain'): void {
    if (action === 'explain') {
      this.isAdviceShown.update((isShown) => !isShown);
      if (this.isAdviceShown()) this.explain.emit();
    } else {
      this.viewer.tryNow();
    }
  }

  private watch(pitId: number): void {
    const [webrtc, hls] = [this.webrtc().nativeElement, this.hls().nativeElement];
    // Autoplay requires a muted video, and the attribute does not mute an element that a framework creates.
    webrtc.muted = hls.muted = true;
    const preroll = this.preroll().nativeElement;
    const keepStill = (video: HTMLVideoElement) => this.keepStill(video);
    const selectStream = () => (this.usesSub() ? 'sub' : 'main');
    untracked(() => this.viewer.watch(pitId, { webrtc, hls, preroll, keepStill }, selectStream));
  }

  private keepStill(video: HTMLVideoElement): void {
    const canvas = this.still().nativeElement;
    if (!video.videoWidth) return;
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
  }

  private updateTime(state: DisplayState): () => void {
    untracked(() => this.now.set(Date.now()));
    if (state !== 'waiting') untracked(() => this.isAdviceShown.set(false));
    if (state === 'live' || state === 'denied' || state === 'unsupported') return () => undefined;
    const timer = setInterval(() => this.now.set(Date.now()), TEXT_INTERVAL_MS);
    return () => clearInterval(timer);
  }

  private sampleStats(isMeasured: boolean): () => void {
    untracked(() => this.currentStats.set(null));
    if (!isMeasured) return () => undefined;
    const timer = setInterval(
      async () => this.currentStats.set(await this.viewer.stats()),
      STATS_INTERVAL_MS,
    );
    return () => clearInterval(timer);
  }
}
