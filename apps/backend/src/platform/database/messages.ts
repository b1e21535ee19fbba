import { messageCatalog } from '../messages/message-catalog';
import { EN } from './messages.en';

/** Texts about the database, for operators. */
export const message = messageCatalog('database', { en: EN });
