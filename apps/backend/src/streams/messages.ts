import { messageCatalog } from '../platform/messages/message-catalog';
import { EN } from './messages.en';

/** Texts of streams and viewing sessions. */
export const message = messageCatalog('streams', { en: EN });
