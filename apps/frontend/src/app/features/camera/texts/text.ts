import { defineCatalog } from '../../../texts';
import en from './en.json';

export const text = defineCatalog('camera', en);
