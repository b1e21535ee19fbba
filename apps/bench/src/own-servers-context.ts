import type { Database, Load, RunContext } from './types.js';

/** Context of rows that start backends of their own. */
export interface OwnServersContext extends RunContext {
  readonly database: Database;
  readonly load: Load;
}
