import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { PlacementModule } from '../media-servers';
import { PitsModule } from '../pits';
import { RowFaults } from '../platform/observability/row-faults';
import { StreamsModule } from '../streams';
import { EventFeed } from './event-feed';
import { EventStreams } from './event-streams';
import { EventTiming } from './event-timing';
import { PitEventPublisher } from './pit-event-publisher';
import { EventsController } from './events.controller';
import { EventStreamMetrics } from './event-stream-metrics';
import { SnapshotReader } from './snapshot-reader';

/** Server-sent events about pits for browsers and integrators. */
@Module({
  imports: [AuthModule, PlacementModule, PitsModule, StreamsModule],
  controllers: [EventsController],
  providers: [
    SnapshotReader,
    {
      provide: EventFeed,
      inject: [SnapshotReader, RowFaults],
      useFactory: (snapshot: SnapshotReader, faults: RowFaults) =>
        new EventFeed((workshopId) => snapshot.of(workshopId), faults),
    },
    PitEventPublisher,
    EventTiming,
    EventStreams,
    EventStreamMetrics,
  ],
  exports: [EventStreams],
})
export class EventsModule {}
