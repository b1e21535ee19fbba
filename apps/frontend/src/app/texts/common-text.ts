import { defineCatalog } from './define-catalog';
import en from './en.json';

/** Texts that every feature uses, such as the names of buttons. */
export const commonText = defineCatalog('common', en);
