import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { MediaServersModule, PlacementModule } from '../media-servers';
import { PitsModule } from '../pits';
import { MediaServerDrivers } from './drivers/media-server-drivers';
import { ReconcileMetricsCollector } from './drivers/reconcile-metrics-collector';
import { ReconnectMetricsCollector } from './drivers/reconnect-metrics-collector';
import { ReconcileOnPitChange } from './drivers/reconcile-on-pit-change';
import { HistoryWriter } from './history/history-writer';
import { PitHistoryController } from './history/pit-history.controller';
import { ReadPitHistory } from './history/read-pit-history';
import { ReadRecentPeriods } from './history/read-recent-periods';
import { PlanModule } from './paths/plan.module';
import { AgentRefusals } from './paths/reconcile/agent-refusals';
import { PathReconcilers } from './paths/reconcile/path-reconciler';
import { StreamKeyRefresher } from './paths/reconcile/stream-key-refresher';
import { OfflineCameraMonitors } from './reconnect/offline-camera-monitors';
import { RedirectMonitor } from './redirects/redirect-monitor';
import { StreamStatusTrackers } from './status/poll/stream-status-trackers';
import { StreamStatusPublisher } from './status/share/stream-status-publisher';

/** Reconciles the paths of the media servers with the pits, polls the status of the streams and stores its history. */
@Module({
  imports: [AuthModule, PlacementModule, MediaServersModule, PitsModule, PlanModule],
  controllers: [PitHistoryController],
  providers: [
    StreamKeyRefresher,
    AgentRefusals,
    PathReconcilers,
    HistoryWriter,
    ReadPitHistory,
    ReadRecentPeriods,
    StreamStatusTrackers,
    StreamStatusPublisher,
    OfflineCameraMonitors,
    MediaServerDrivers,
    ReconcileOnPitChange,
    ReconcileMetricsCollector,
    ReconnectMetricsCollector,
    RedirectMonitor,
  ],
  exports: [ReadPitHistory, ReadRecentPeriods, ReconcileOnPitChange],
})
export class MediaModule {}
