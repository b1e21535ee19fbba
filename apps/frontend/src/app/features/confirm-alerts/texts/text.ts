import { defineCatalog } from '../../../texts';
import en from './en.json';

/** Texts of the page that confirms an email address for alerts. */
export const text = defineCatalog('confirm-alerts', en);
