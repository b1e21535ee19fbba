import { defineCatalog } from '../../texts';
import en from './en.json';

/** Texts of the frame around all pages. */
export const text = defineCatalog('shell', en);
