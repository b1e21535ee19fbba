import { defineCatalog } from '../../../texts';
import en from './en.json';

/** Texts of the media servers page. */
export const text = defineCatalog('media-servers', en);
