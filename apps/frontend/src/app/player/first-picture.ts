import { notedPlace } from './picture-place';

/**
 * A picture that is there before the application, where the player was last seen, or else filling the window, until the
 * player shows one in its place. Without a frame it is transparent; clicks go through it.
 */
export class FirstPicture {
  private over = false;

  /** @param onFrame comes with the first frame that is shown */
  constructor(
    private readonly video: HTMLVideoElement,
    onFrame: () => void = () => undefined,
  ) {
    video.className = 'first-picture';
    // The player beneath is what assistive technology hears of.
    video.setAttribute('aria-hidden', 'true');
    const place = notedPlace();
    if (place) video.classList.add('placed');
    Object.assign(video.style, place);
    video.addEventListener('loadeddata', () => this.over || video.classList.add('shown'), { once: true });
    video.requestVideoFrameCallback?.(() => this.over || onFrame());
    document.body.append(video);
  }

  /** The picture of a stream that comes over WebRTC. */
  static ofStream(stream: MediaStream, onFrame?: () => void): FirstPicture {
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    const picture = new FirstPicture(video, onFrame);
    video.play().catch(() => undefined);
    return picture;
  }

  /** Lets the element go as it is: somebody else puts it into its place. */
  handOver(): void {
    this.over = true;
    this.video.className = '';
    this.video.removeAttribute('style');
  }

  /** Takes the picture away. */
  leave(): void {
    this.over = true;
    this.video.srcObject = null;
    this.video.remove();
  }
}
