import { setFlagsFromString } from 'node:v8';

/** Number of pits from which V8 may grow the heap freely. */
const MANY_PITS = 2000;

/**
 * Lifts the bound of bound-memory.ts on the old generation, for an installation so large that each response of its media
 * servers is as large as the live heap: collecting that often would cost more than the polling (4000 pits: 250 ms
 * of processor time per second instead of 80).
 * @param pits Number of pits.
 */
export function letHeapGrow(pits: number): void {
  if (pits >= MANY_PITS) setFlagsFromString('--heap-growing-percent=0');
}
