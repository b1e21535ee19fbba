export { MAX_JOINED_GAP_MS } from './history/join-periods';
export { ReadPitHistory } from './history/read-pit-history';
export { ReadRecentPeriods } from './history/read-recent-periods';
export { isOfCamera, type StreamPeriod } from './history/stream-period';
export { ReconcileOnPitChange } from './drivers/reconcile-on-pit-change';
export { type DesiredPath } from './paths/desired/desired-path';
export { ReadDesiredPaths } from './paths/desired/read-desired-paths';
export { MediaModule } from './media.module';
export { PlanAllMediaServers, type PlanOfServer } from './paths/plan/plan-all-media-servers';
export { PlanModule } from './paths/plan.module';
// Measured by the bench.
export { PeriodLog } from './history/period-log';
export { writePeriods } from './history/period-rows';
export { StreamStatusTracker } from './status/poll/stream-status-tracker';
export { formatStreamMessages } from './status/share/stream-message';
