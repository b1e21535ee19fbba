import { defineCatalog } from '../../../texts';
import en from './en.json';

/** Texts of the alerts page. */
export const text = defineCatalog('alerts', en);
