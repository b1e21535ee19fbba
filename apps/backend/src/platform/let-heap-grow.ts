import { setFlagsFromString } from 'node:v8';

/** Pits from which on the heap may grow as V8 likes. */
const MANY_PITS = 2000;

/**
 * Ends what bound-memory.ts asks of the old generation, for an installation so large that each reading of its media
 * servers is as large as what lives in the heap: collecting that often then costs more than reading (4000 pits: 250 ms
 * of processor a second instead of 80).
 * @param pits How many there are.
 */
export function letHeapGrow(pits: number): void {
  if (pits >= MANY_PITS) setFlagsFromString('--heap-growing-percent=0');
}
