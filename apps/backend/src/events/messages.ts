import { messageCatalog } from '../platform/messages/message-catalog';
import { EN } from './messages.en';

/** Texts of event streams. */
export const message = messageCatalog('events', { en: EN });
