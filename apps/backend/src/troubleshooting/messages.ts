import { messageCatalog } from '../platform/messages/message-catalog';
import { EN } from './messages.en';

/** Texts of findings by code. */
export const message = messageCatalog('troubleshooting', { en: EN });
