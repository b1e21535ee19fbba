import { defineCatalog } from '../../texts';
import en from './en.json';

/** Texts of the player. */
export const text = defineCatalog('player', en);
