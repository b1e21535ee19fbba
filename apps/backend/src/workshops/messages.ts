import { messageCatalog } from '../platform/messages/message-catalog';
import { EN } from './messages.en';

/** Texts of workshops and their members. */
export const message = messageCatalog('workshops', { en: EN });
