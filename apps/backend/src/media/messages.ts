import { messageCatalog } from '../platform/messages/message-catalog';
import { EN } from './messages.en';

/** Texts of the media module. */
export const message = messageCatalog('media', { en: EN });
