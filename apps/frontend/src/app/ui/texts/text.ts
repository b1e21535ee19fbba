import { defineCatalog } from '../../texts';
import en from './en.json';

/** Texts of the generic components. */
export const text = defineCatalog('ui', en);
