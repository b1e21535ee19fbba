import { FirstTables1764000000000 } from './1764000000000-first-tables';

/** Every migration, oldest first. A migration that was released is never changed. */
export const MIGRATIONS = [FirstTables1764000000000];
