import { messageCatalog } from '../platform/messages/message-catalog';
import { EN } from './messages.en';

/** Texts of sign-ins and permissions. */
export const message = messageCatalog('auth', { en: EN });
