import { messageCatalog } from '../platform/messages/message-catalog';
import { EN } from './messages.en';

/** Texts of pits and their cameras. */
export const message = messageCatalog('pits', { en: EN });
