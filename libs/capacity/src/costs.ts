/**
 * Measured costs: `apps/bench/src/media-server-cost.ts` with MediaMTX v1.20.1 on two shared virtual cores (AMD EPYC), and the
 * benches of docs/performance.md. Cores are those of that machine. docs/guides/capacity-planning.md has the measurements.
 */
export const COSTS = {
  /** Share of packet headers: RTP, SRTP, UDP and IP on packets of 1200 bytes. */
  packetOverheadRatio: 0.05,

  /** MediaMTX, cores. */
  coresPerStream: 0.0036,
  coresPerInMbit: 0.0009,
  coresPerViewer: 0.0028,
  coresPerOutMbit: 0.0008,
  coresPerRecordedPit: 0.001,
  coresPerRecordedMbit: 0.001,
  coresPerReadyPit: 0.003,
  /** FFmpeg, for one 1080p25 MJPEG camera with this product's command line (libx264 veryfast), cores. */
  coresPerTranscode: 0.55,
  /** Backend with PostgreSQL, cores: one poll of the media server per second, and API requests. */
  coresOfBackend: 0.1,
  coresPerBackendPit: 0.00002,
  coresPerBackendViewer: 0.0005,

  /** MediaMTX, MB. */
  mbOfMediaMtx: 36,
  mbPerStream: 2,
  mbPerViewer: 4.4,
  /** MediaMTX keeps seven segments of one key-frame interval each, in several copies (ADR 13). */
  mbPerReadyMbitSecond: 3.7,
  mbPerTranscode: 150,
  /** Backend with up to a thousand pits; PostgreSQL; system and nginx, MB. */
  mbOfBackend: 150,
  mbPerBackendPit: 0.02,
  mbOfPostgres: 200,
  mbOfSystem: 400,

  /** System, software and logs, GB. */
  gbOfSystem: 8,
  /** Database row of a viewing session with its indexes, kB. */
  kbPerSession: 0.6,
  sessionRetentionDays: 400,
  /** Sessions per hour and watched stream, including reconnects. */
  sessionsPerHour: 4,
} as const;

/** Free share of the recommended machine, relative to the requirement: peaks, updates, other processes. */
export const HEADROOM = { cores: 0.5, memory: 0.25, disk: 0.25, network: 0.3 } as const;

/** Paths per MediaMTX above which a restart takes longer than ten seconds (docs/performance.md). */
export const MAX_PATHS_PER_SERVER = 400;
/** Typical bandwidth of a server, Mbit/s. */
export const TYPICAL_LINK_MBITS = 1000;
