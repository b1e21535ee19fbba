const WIDTH = 30;
const MEGABYTE = 1_000_000;

/** A progress bar on a terminal; elsewhere a single line. */
export class ProgressBar {
  private drawn = '';

  constructor(
    private readonly title: string,
    private readonly to: { write(text: string): unknown; readonly isTTY?: boolean },
  ) {}

  /** Draws the progress. */
  show(received: number, total: number | undefined): void {
    const text = this.to.isTTY ? `${this.title} ${progressText(received, total)}` : `${this.title} …`;
    if (text === this.drawn) return;
    this.to.write(this.to.isTTY ? `\r${text}` : `${text}\n`);
    this.drawn = text;
  }

  /** Ends the bar with a line break. */
  end(): void {
    if (this.drawn !== '' && this.to.isTTY) this.to.write('\n');
  }
}

/** Returns `[#####     ] 12.3 of 24.6 MB`, or only the bytes if the size is unknown. */
export function progressText(received: number, total: number | undefined): string {
  const megabytes = (bytes: number): string => (bytes / MEGABYTE).toFixed(1);
  if (!total) return `${megabytes(received)} MB`;
  const filled = Math.min(WIDTH, Math.round((received / total) * WIDTH));
  return `[${'#'.repeat(filled).padEnd(WIDTH)}] ${megabytes(received)} of ${megabytes(total)} MB`;
}
