import { messageCatalog } from '../platform/messages/message-catalog';
import { EN } from './messages.en';

/** Texts of media servers. */
export const message = messageCatalog('media-servers', { en: EN });
