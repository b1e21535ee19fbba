import { loadVideoPosition } from './video-position';

/**
 * A picture that is shown before the application: at the last position of the player, or else over the whole window. It
 * stays until the player shows its own. It is transparent before its first frame, and clicks pass through it.
 */
export class EarlyVideo {
  private isDone = false;

  /** @param onFrame called for the first shown frame */
  constructor(
    private readonly video: HTMLVideoElement,
    onFrame: () => void = () => undefined,
  ) {
    video.className = 'early-video';
    // Assistive technology uses the player.
    video.setAttribute('aria-hidden', 'true');
    const position = loadVideoPosition();
    if (position) video.classList.add('placed');
    Object.assign(video.style, position);
    video.addEventListener('loadeddata', () => this.isDone || video.classList.add('shown'), { once: true });
    video.requestVideoFrameCallback?.(() => this.isDone || onFrame());
    document.body.append(video);
  }

  /** Shows a WebRTC stream. */
  static ofStream(stream: MediaStream, onFrame?: () => void): EarlyVideo {
    const video = document.createElement('video');
    video.muted = true;
    video.playsInline = true;
    video.srcObject = stream;
    const earlyVideo = new EarlyVideo(video, onFrame);
    video.play().catch(() => undefined);
    return earlyVideo;
  }

  /** Releases the element unchanged. The new owner inserts it elsewhere. */
  handOver(): void {
    this.isDone = true;
    this.video.className = '';
    this.video.removeAttribute('style');
  }

  /** Removes the element. */
  remove(): void {
    this.isDone = true;
    this.video.srcObject = null;
    this.video.remove();
  }
}
