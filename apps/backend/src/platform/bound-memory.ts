/**
 * Keeps the heap near what is in use; works by being imported, before anything else, since a generation that has grown
 * does not shrink. V8 lets the young generation grow to 128 MB on a machine with much memory, and the old one to several
 * times what lives in it, which is 45 MB here: with a thousand pits that took 300 MB. Collections happen more often
 * instead, and each is shorter, which the hook's slowest answers gain from.
 */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=15');
