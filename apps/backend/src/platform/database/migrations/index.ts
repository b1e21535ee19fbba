import { FirstTables1764000000000 } from './1764000000000-first-tables';
import { PublishPublicKey1764101000000 } from './1764101000000-publish-public-key';

/** Every migration, oldest first. A migration that was released is never changed. */
export const MIGRATIONS = [FirstTables1764000000000, PublishPublicKey1764101000000];
