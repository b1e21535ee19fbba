/** A wait that can be ended early, also before it begins. */
export class Pause {
  private isEnded = false;
  private resume: (() => void) | undefined;

  /** @param signal Ends every wait when it is aborted. */
  constructor(private readonly signal?: AbortSignal) {}

  /** Waits; returns immediately when `end` was called since the last wait. */
  async wait(ms: number): Promise<void> {
    if (!this.isEnded && !this.signal?.aborted)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.resume = () => (clearTimeout(timer), resolve());
        this.signal?.addEventListener('abort', this.resume, { once: true });
      });
    if (this.resume) this.signal?.removeEventListener('abort', this.resume);
    this.isEnded = false;
    this.resume = undefined;
  }

  /** Ends the wait in progress, or the next one. */
  end(): void {
    this.isEnded = true;
    this.resume?.();
  }
}
