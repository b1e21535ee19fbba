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
import { type PitStream, type PlayerFindings, UNHEARD_STREAM } from '@ppf/contracts';
import { notePlace } from './picture-place';
import type { PictureFigures } from './ways/playback';
import type { PlayerState } from './player-state';
import { type OfflineCamera, offlineAdvice } from './offline-words';
import { playerWords } from './player-words';
import { StreamViewerService } from './stream-viewer-service';
import { whileSeen } from './while-seen';

/** How often the words on the video are brought up to date while they count seconds, ms. */
const WORDS_EVERY = 500;
/** How often the picture is measured on demand, ms. */
const MEASURE_EVERY = 1_000;

/**
 * Shows a pit live and says in which state the picture is. Fills its box; the box never changes with the state. It
 * asks for the stream token by itself, so it may be put on the page before the pit's data has come.
 */
@Component({
  selector: 'ppf-stream-token-loader',
  templateUrl: './stream-token-loader.html',
  styleUrl: './stream-token-loader.scss',
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
  /** The pit to watch. */
  readonly pitId = input.required<number>();
  /** What the API says of the stream; a hint that spares waiting, never needed to begin. */
  readonly stream = input<PitStream>(UNHEARD_STREAM);
  /** The pit's camera, for the words while it is offline; null: nothing is known of it. */
  readonly camera = input<OfflineCamera | null>(null);
  /** What the video shows, for screen readers: "Pit 3". */
  readonly label = input.required<string>();
  /** Whether the buttons for full screen and picture in picture are on the video. */
  readonly controls = input(false);
  /** Whether the picture is measured, for `figures`. */
  readonly measured = input(false);

  /** Each state as it begins. */
  readonly stateChange = output<PlayerState>();
  /** Somebody asks what is wrong. */
  readonly explain = output();

  private readonly viewer = inject(StreamViewerService);
  private readonly destroyed = inject(DestroyRef);
  private readonly host: HTMLElement = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly webrtc = viewChild.required<ElementRef<HTMLVideoElement>>('webrtc');
  private readonly hls = viewChild.required<ElementRef<HTMLVideoElement>>('hls');
  private readonly bridge = viewChild.required<ElementRef<HTMLElement>>('bridge');
  private readonly still = viewChild.required<ElementRef<HTMLCanvasElement>>('still');
  private readonly now = signal(Date.now());
  private readonly picture = signal<PictureFigures | null>(null);

  protected readonly advice = computed(() => offlineAdvice(this.camera()));
  protected readonly explained = signal(false);
  protected readonly canPictureInPicture = document.pictureInPictureEnabled ?? false;

  /** What there is to see. */
  readonly view = this.viewer.view;
  /** Resolution, frames, bits and delay of the picture while `measured`; null while there is none. */
  readonly figures = this.picture.asReadonly();

  protected readonly words = computed(() =>
    playerWords(this.view(), this.stream(), this.now(), this.camera()),
  );
  private readonly state = computed(() => this.view().state);

  constructor() {
    effect(() => this.stateChange.emit(this.state()));
    effect((onCleanup) => onCleanup(this.keepCounting(this.state())));
    effect((onCleanup) => onCleanup(this.measure(this.measured())));
    afterNextRender(() => this.destroyed.onDestroy(whileSeen(this.host, (seen) => this.viewer.show(seen))));
    effect(() => this.watch(this.pitId()));
    // After that: a player that watches another pit has forgotten what was reported.
    effect(() => {
      this.pitId();
      this.viewer.learn(this.stream());
    });
    // Of a page of its own; on the wall every pit has another place.
    effect(() => this.controls() && this.state() === 'live' && notePlace(this.host));
    this.destroyed.onDestroy(() => this.viewer.stop());
  }

  /** What is seen now, for a diagnosis. */
  findings(): PlayerFindings {
    return this.viewer.findings(this.picture());
  }

  /** Fills the screen with the video and its state, or leaves full screen. Needs a click; refusals are ignored. */
  async toggleFullScreen(): Promise<void> {
    const leaving = document.fullscreenElement === this.host;
    await (leaving ? document.exitFullscreen() : this.host.requestFullscreen()).catch(() => undefined);
  }

  /** Moves the picture into a window of its own, or back. Needs a click and a picture; refusals are ignored. */
  async togglePictureInPicture(): Promise<void> {
    const video = this.view().transport === 'hls' ? this.hls() : this.webrtc();
    const leaving = document.pictureInPictureElement === video.nativeElement;
    await (leaving ? document.exitPictureInPicture() : video.nativeElement.requestPictureInPicture()).catch(
      () => undefined,
    );
  }

  protected act(does: 'try-now' | 'explain'): void {
    if (does === 'explain') {
      this.explained.update((explained) => !explained);
      if (this.explained()) this.explain.emit();
    } else {
      this.viewer.tryNow();
    }
  }

  private watch(pitId: number): void {
    const [webrtc, hls] = [this.webrtc().nativeElement, this.hls().nativeElement];
    // The attribute alone does not mute a video that a framework made, and only a muted one may start by itself.
    webrtc.muted = hls.muted = true;
    const bridge = this.bridge().nativeElement;
    const keepStill = (video: HTMLVideoElement) => this.keepStill(video);
    untracked(() => this.viewer.watch(pitId, { webrtc, hls, bridge, keepStill }));
  }

  private keepStill(video: HTMLVideoElement): void {
    const canvas = this.still().nativeElement;
    if (!video.videoWidth) return;
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
  }

  private keepCounting(state: PlayerState): () => void {
    untracked(() => this.now.set(Date.now()));
    if (state !== 'waiting') untracked(() => this.explained.set(false));
    if (state === 'live' || state === 'denied' || state === 'unsupported') return () => undefined;
    const timer = setInterval(() => this.now.set(Date.now()), WORDS_EVERY);
    return () => clearInterval(timer);
  }

  private measure(wanted: boolean): () => void {
    untracked(() => this.picture.set(null));
    if (!wanted) return () => undefined;
    const timer = setInterval(async () => this.picture.set(await this.viewer.figures()), MEASURE_EVERY);
    return () => clearInterval(timer);
  }
}
