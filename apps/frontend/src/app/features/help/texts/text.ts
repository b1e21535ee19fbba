import { defineCatalog } from '../../../texts';
import en from './en.json';

/** Texts of the help page. */
export const text = defineCatalog('help', en);
