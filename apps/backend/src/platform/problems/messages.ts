import { messageCatalog } from '../messages/message-catalog';
import { EN } from './messages.en';

/** Texts of problems that more than one module has: titles, advice, and details of platform's own problems. */
export const message = messageCatalog('problems', { en: EN });
