/** A configuration that MediaMTX would refuse; the message is the one that it would give. */
export class ConfigError extends Error {}

/** A path that is not in the configuration (answered with 404 by the Control API). */
export class PathNotFoundError extends ConfigError {
  constructor() {
    super('path not found');
  }
}
