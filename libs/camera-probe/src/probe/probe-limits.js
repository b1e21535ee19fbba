export const PROBE_LIMITS = {
  totalMs: 10_000,
  connectMs: 3_000,
  requestMs: 3_000,
  watchMs: 6_000,
  watchAtLeastMs: 2_000,
  teardownMs: 300,
  headerBytes: 16 * 1024,
  bodyBytes: 64 * 1024,
  mediaBytes: 45 * 1024 * 1024,
};
