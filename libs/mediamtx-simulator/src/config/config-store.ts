import { makeConfig, type Config, type WrittenConfig } from './config';
import { ConfigError, PathNotFoundError } from './config-error';
import type { Settings } from './setting';

/**
 * The configuration in force: the file's, with what came by the Control API over it. API changes live here only,
 * so a restart or a write to the file loses them (MediaMTX contract §0.9). Every change throws a ConfigError when
 * the result would not hold, and then changes nothing.
 */
export class ConfigStore {
  constructor(private current: Config) {}

  /** The configuration now. */
  get config(): Config {
    return this.current;
  }

  /** Puts another configuration (a file read again) in the place of everything. */
  replaceAll(config: Config): void {
    this.current = config;
  }

  /** Lays global settings over the present ones. */
  patchGlobal(settings: Settings): void {
    const { written } = this.current;
    this.take({ ...written, global: { ...written.global, ...settings } });
  }

  /** Lays path defaults over the present ones. */
  patchPathDefaults(settings: Settings): void {
    const { written } = this.current;
    this.take({ ...written, pathDefaults: { ...written.pathDefaults, ...settings } });
  }

  /** Adds a path; an existing name is refused. */
  addPath(name: string, settings: Settings): void {
    if (this.current.written.paths.has(name)) throw new ConfigError('path already exists');
    this.setPath(name, settings);
  }

  /** Lays settings over those of a path; throws PathNotFoundError when there is none. */
  patchPath(name: string, settings: Settings): void {
    const present = this.current.written.paths.get(name);
    if (!present) throw new PathNotFoundError();
    this.setPath(name, { ...present, ...settings });
  }

  /** Adds a path or puts other settings in the place of its present ones. */
  replacePath(name: string, settings: Settings): void {
    this.setPath(name, settings);
  }

  /** Removes a path; throws PathNotFoundError when there is none. */
  removePath(name: string): void {
    const paths = new Map(this.current.written.paths);
    if (!paths.delete(name)) throw new PathNotFoundError();
    this.take({ ...this.current.written, paths });
  }

  private setPath(name: string, settings: Settings): void {
    const paths = new Map(this.current.written.paths);
    this.take({ ...this.current.written, paths: paths.set(name, settings) });
  }

  private take(written: WrittenConfig): void {
    this.current = makeConfig(written);
  }
}
