/** How often it is asked whether enough was seen, in ms. */
const LOOK_EVERY_MS = 50;
/** Leads the packets of one channel to whoever watches them, and knows when to stop. */
export class PacketTap {
  now;
  channel = -1;
  watch = null;
  hasEnded = false;
  constructor(now) {
    this.now = now;
  }
  /** From now on, packets of this channel go to the watch. */
  open(channel, watch) {
    this.channel = channel;
    this.watch = watch;
  }
  onPacket(channel, payload) {
    if (channel === this.channel && !this.hasEnded) this.watch?.take(payload, this.now());
  }
  onEnd() {
    this.hasEnded = true;
  }
  /** Waits until enough was seen, the time is over, too much came, or the camera hung up. */
  untilEnough(maxMs, limits) {
    const end = this.now() + maxMs;
    return new Promise((resolve) => {
      const timer = setInterval(() => {
        if (!this.hasEnded && this.now() < end && !this.isEnough(limits)) return;
        clearInterval(timer);
        this.hasEnded = true;
        resolve();
      }, LOOK_EVERY_MS);
    });
  }
  // Two key frames show the stretch between them, and everything that the encoder makes in between.
  isEnough(limits) {
    if (this.watch === null || this.watch.bytes >= limits.mediaBytes) return true;
    const { keyFrames, watchedMs } = this.watch.facts();
    return keyFrames >= 2 && watchedMs >= limits.watchAtLeastMs;
  }
}
