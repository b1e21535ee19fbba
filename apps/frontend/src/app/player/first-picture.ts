/**
 * The picture of a session that was begun before the application was there, filling the window until the player shows
 * it in its place. Without a frame it is transparent and lets clicks through.
 */
export class FirstPicture {
  private readonly video = document.createElement('video');

  constructor(stream: MediaStream) {
    const { video } = this;
    video.className = 'first-picture';
    video.muted = true;
    video.playsInline = true;
    // The player beneath is what assistive technology hears of.
    video.setAttribute('aria-hidden', 'true');
    video.srcObject = stream;
    video.addEventListener('loadeddata', () => video.classList.add('shown'), { once: true });
    document.body.append(video);
    video.play().catch(() => undefined);
  }

  /** Takes the picture away. */
  leave(): void {
    this.video.srcObject = null;
    this.video.remove();
  }
}
