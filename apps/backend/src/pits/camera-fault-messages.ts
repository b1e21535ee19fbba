import { messageCatalog } from '../platform/messages/message-catalog';
import { EN } from './camera-fault-messages.en';

/** Texts of a camera's faults. */
export const message = messageCatalog('camera-faults', { en: EN });
