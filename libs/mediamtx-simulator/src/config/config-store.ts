import { makeConfig, type Config, type WrittenConfig } from './config';
import { ConfigError, PathNotFoundError } from './config-error';
import type { Settings } from './setting';

/**
 * The current configuration: the file, changed by the Control API. API changes are in memory only, so a restart or a
 * write to the file discards them (MediaMTX contract §0.9). An invalid change throws a ConfigError and has no effect.
 */
export class ConfigStore {
  constructor(private current: Config) {}

  /** The current configuration. */
  get config(): Config {
    return this.current;
  }

  /** Replaces the whole configuration, after a reload of the file. */
  replaceAll(config: Config): void {
    this.current = config;
  }

  /** Overwrites global settings. */
  patchGlobal(settings: Settings): void {
    const { written } = this.current;
    this.update({ ...written, global: { ...written.global, ...settings } });
  }

  /** Overwrites path defaults. */
  patchPathDefaults(settings: Settings): void {
    const { written } = this.current;
    this.update({ ...written, pathDefaults: { ...written.pathDefaults, ...settings } });
  }

  /** Adds a path. Throws a ConfigError if the name exists. */
  addPath(name: string, settings: Settings): void {
    if (this.current.written.paths.has(name)) throw new ConfigError('path already exists');
    this.setPath(name, settings);
  }

  /** Overwrites settings of a path. Throws PathNotFoundError if it does not exist. */
  patchPath(name: string, settings: Settings): void {
    const present = this.current.written.paths.get(name);
    if (!present) throw new PathNotFoundError();
    this.setPath(name, { ...present, ...settings });
  }

  /** Adds a path, or replaces all its settings. */
  replacePath(name: string, settings: Settings): void {
    this.setPath(name, settings);
  }

  /** Removes a path. Throws PathNotFoundError if it does not exist. */
  removePath(name: string): void {
    const paths = new Map(this.current.written.paths);
    if (!paths.delete(name)) throw new PathNotFoundError();
    this.update({ ...this.current.written, paths });
  }

  private setPath(name: string, settings: Settings): void {
    const paths = new Map(this.current.written.paths);
    this.update({ ...this.current.written, paths: paths.set(name, settings) });
  }

  private update(written: WrittenConfig): void {
    this.current = makeConfig(written);
  }
}
