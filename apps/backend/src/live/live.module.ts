import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { PitsModule } from '../pits';
import { RowFaults } from '../platform/observability/row-faults';
import { StreamsModule } from '../streams';
import { EventFeed } from './event-feed';
import { EventStreams } from './event-streams';
import { EventTiming } from './event-timing';
import { FollowPits } from './follow-pits';
import { EventsController } from './http/events.controller';
import { MeasureEventStreams } from './measure-event-streams';
import { ReadSnapshot } from './read-snapshot';

/** Tells browsers and integrators what changes, while it changes. */
@Module({
  imports: [AuthModule, PitsModule, StreamsModule],
  controllers: [EventsController],
  providers: [
    ReadSnapshot,
    {
      provide: EventFeed,
      inject: [ReadSnapshot, RowFaults],
      useFactory: (snapshot: ReadSnapshot, faults: RowFaults) =>
        new EventFeed((workshopId) => snapshot.of(workshopId), faults),
    },
    FollowPits,
    EventTiming,
    EventStreams,
    MeasureEventStreams,
  ],
  exports: [EventStreams],
})
export class LiveModule {}
