import { defineCatalog } from '../../../texts';
import en from './en.json';

/** Texts of the capacity planning page. */
export const text = defineCatalog('capacity-planning', en);
