import { CAPACITY_TEXTS_EN } from '@ppf/capacity';
import { defineCatalog } from '../../../texts';
import en from './en.json';

/** Texts of the capacity planning page. The command line has the same texts of a plan. */
export const text = defineCatalog('capacity-planning', { ...en, ...CAPACITY_TEXTS_EN });
