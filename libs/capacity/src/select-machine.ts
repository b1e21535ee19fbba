/** Resources of a machine. */
export interface Machine {
  readonly cores: number;
  readonly memoryGb: number;
  readonly diskGb: number;
  readonly linkMbits: number;
}

/** Sizes that hosters offer. The smallest ones are the minimum for PostgreSQL, backend and MediaMTX together. */
const CORES = [2, 4, 8, 16, 32, 64] as const;
const MEMORY_GB = [2, 4, 8, 16, 32, 64, 128, 256] as const;
const DISK_GB = [20, 40, 80, 160, 320, 640] as const;
const LINK_MBITS = [100, 1000, 2500, 10_000] as const;

/** Selects the smallest common machine with at least these resources. Larger requirements are rounded up. */
export function selectMachine(required: Machine): Machine {
  return {
    cores: roundUp(CORES, required.cores),
    memoryGb: roundUp(MEMORY_GB, required.memoryGb),
    // Larger disks are sold by the terabyte.
    diskGb: DISK_GB.find((size) => size >= required.diskGb) ?? Math.ceil(required.diskGb / 1000) * 1000,
    linkMbits: roundUp(LINK_MBITS, required.linkMbits),
  };
}

function roundUp(sizes: readonly number[], required: number): number {
  return sizes.find((size) => size >= required) ?? Math.ceil(required);
}
