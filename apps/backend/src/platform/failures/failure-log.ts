import type { Logger } from '@nestjs/common';
import { isDatabaseUnavailable } from './is-database-unavailable';

/**
 * Logs a series of failures of the same work once: the first failure, and the success that ends the series.
 * An unavailable database is a warning without details, everything else an error with its cause.
 */
export class FailureLog {
  private isFailing = false;

  /**
   * @param failedText One sentence: what does not work, and what happens meanwhile. "Messages stay in the outbox."
   * @param recoveredText One sentence for the end of the series; nothing is logged when absent.
   */
  constructor(
    private readonly logger: Pick<Logger, 'error' | 'log' | 'warn'>,
    private readonly failedText: string,
    private readonly recoveredText?: string,
  ) {}

  /** The work failed. */
  failed(failure: unknown): void {
    if (this.isFailing) return;
    this.isFailing = true;
    if (isDatabaseUnavailable(failure))
      this.logger.warn(`${this.failedText} The database cannot be reached.`);
    else this.logger.error(this.failedText, failure);
  }

  /** The work succeeded. */
  succeeded(): void {
    if (this.isFailing && this.recoveredText !== undefined) this.logger.log(this.recoveredText);
    this.isFailing = false;
  }
}
