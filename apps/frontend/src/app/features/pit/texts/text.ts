import { defineCatalog } from '../../../texts';
import en from './en.json';

export const text = defineCatalog('pit', en);
