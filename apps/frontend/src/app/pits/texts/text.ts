import { defineCatalog } from '../../texts';
import en from './en.json';

/** Texts about a pit and its status that several features use. */
export const pitsText = defineCatalog('pits', en);
