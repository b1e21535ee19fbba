import { defineCatalog } from '../../../texts';
import en from './en.json';

/** Texts about a camera and its test that several features use. */
export const cameraText = defineCatalog('cameras', en);
