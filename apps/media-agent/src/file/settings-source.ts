import { readIfPresent, stampOf } from '../disk';
import { type OperatorSettings, parseOperatorSettings } from './operator-settings';

/** Reads the operator's second file. The last valid settings stay in use while the file has a fault. */
export class SettingsSource {
  private stamp: string | null | undefined;
  private release: string | null = null;
  private valid: OperatorSettings | null;
  /** Faults of the file as sentences without values. */
  faults: readonly string[] = [];

  /** @param last Settings of the file in use, for a start while the second file has a fault; null: none. */
  constructor(
    private readonly file: string,
    last: OperatorSettings | null,
  ) {
    this.valid = last;
  }

  /** Reads the file if it or the release was changed. @param release Release of the media server; null: unknown. */
  read(release: string | null): OperatorSettings | null {
    const stamp = stampOf(this.file);
    if (stamp === this.stamp && release === this.release) return this.valid;
    this.stamp = stamp;
    this.release = release;
    const text = readIfPresent(this.file);
    const parsed = text === null ? null : parseOperatorSettings(text, release);
    this.faults = parsed?.faults ?? ['The file of the settings does not exist or cannot be read.'];
    if (parsed?.settings) this.valid = parsed.settings;
    return this.valid;
  }
}
