/**
 * What things take, measured by `tools/bench/media-server-cost.mjs` with MediaMTX v1.20.1 on two shared virtual cores (AMD EPYC)
 * and by the benches of docs/performance.md. Cores are of that machine. docs/guides/capacity-planning.md has the readings.
 */
export const COSTS = {
  /** Share of a link that carries no picture: RTP, SRTP, UDP and IP headers on packets of 1200 bytes. */
  packetOverhead: 0.05,

  /** Of MediaMTX, cores. */
  coresAPit: 0.0036,
  coresAnInMbit: 0.0009,
  coresAViewer: 0.0028,
  coresAnOutMbit: 0.0008,
  coresARecordedPit: 0.001,
  coresARecordedMbit: 0.001,
  coresAReadyPit: 0.003,
  /** Of FFmpeg, for a camera of 1080p25 from MJPEG by the product's own command line: libx264 veryfast. */
  coresAReencoded: 0.55,
  /** Of the backend with PostgreSQL: reading the media server once a second, and people. */
  coresOfBackend: 0.1,
  coresABackendPit: 0.00002,
  coresABackendViewer: 0.0005,

  /** Megabytes. */
  mbOfMediaMtx: 36,
  mbAPit: 2,
  mbAViewer: 4.4,
  /** MediaMTX keeps seven segments of a key-frame interval each, several times over (ADR 13). */
  mbAReadyMbitSecond: 3.7,
  mbAReencoded: 150,
  /** Of the backend with a thousand pits at most; of PostgreSQL; of the system and nginx. */
  mbOfBackend: 150,
  mbABackendPit: 0.02,
  mbOfPostgres: 200,
  mbOfSystem: 400,

  /** Gigabytes: system, software and logs. */
  gbOfSystem: 8,
  /** Of a viewing session's row with its indexes, kilobytes, kept 400 days. */
  kbASession: 0.6,
  keptSessionDays: 400,
  /** Sessions that a watched stream begins in an hour: people come, go, and lose their connection. */
  sessionsAnHour: 4,
} as const;

/** What a machine should keep free, as a share of what is needed: peaks, updates, a neighbour on the same host. */
export const HEADROOM = { cores: 0.5, memory: 0.25, disk: 0.25, network: 0.3 } as const;

/** Paths of one MediaMTX beyond which its restart takes longer than ten seconds (docs/performance.md). */
export const MAX_PATHS_PER_SERVER = 400;
/** Megabits per second that one server's link usually has. */
export const TYPICAL_LINK_MBITS = 1000;
