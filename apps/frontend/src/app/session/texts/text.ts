import { defineCatalog } from '../../texts';
import en from './en.json';

/** Texts of the sign-in. */
export const text = defineCatalog('session', en);
