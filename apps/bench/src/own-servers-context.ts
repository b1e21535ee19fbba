import type { Database, Load, RunContext } from './types.js';

/** Context of rows that start separate backends. */
export interface OwnServersContext extends RunContext {
  readonly database: Database;
  readonly load: Load;
}
