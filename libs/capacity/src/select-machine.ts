/** What a machine has, or should have. */
export interface Machine {
  readonly cores: number;
  readonly memoryGb: number;
  readonly diskGb: number;
  readonly linkMbits: number;
}

/** Sizes that hosters sell. The first one is the least that PostgreSQL, backend and MediaMTX run well on together. */
const CORES = [2, 4, 8, 16, 32, 64] as const;
const MEMORY_GB = [2, 4, 8, 16, 32, 64, 128, 256] as const;
const DISK_GB = [20, 40, 80, 160, 320, 640] as const;
const LINK_MBITS = [100, 1000, 2500, 10_000] as const;

/** The smallest usual machine that has as much; past the largest usual size, what is needed, rounded up. */
export function selectMachine(needed: Machine): Machine {
  return {
    cores: next(CORES, needed.cores),
    memoryGb: next(MEMORY_GB, needed.memoryGb),
    // Disks are sold by the terabyte beyond.
    diskGb: DISK_GB.find((size) => size >= needed.diskGb) ?? Math.ceil(needed.diskGb / 1000) * 1000,
    linkMbits: next(LINK_MBITS, needed.linkMbits),
  };
}

function next(sizes: readonly number[], needed: number): number {
  return sizes.find((size) => size >= needed) ?? Math.ceil(needed);
}
