import { defineCatalog } from '../../../texts';
import en from './en.json';

/** Texts of the account page. */
export const text = defineCatalog('account', en);
