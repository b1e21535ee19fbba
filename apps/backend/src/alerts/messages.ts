import { messageCatalog } from '../platform/messages/message-catalog';
import { EN } from './messages.en';

/** Texts of alerts by code. */
export const message = messageCatalog('alerts', { en: EN });
