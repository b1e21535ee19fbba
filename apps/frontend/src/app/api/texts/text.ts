import { defineCatalog } from '../../texts';
import en from './en.json';

/** Texts of API problems. */
export const text = defineCatalog('api', en);
