import { Module } from '@nestjs/common';
import { PlacementModule } from '../placement/placement.module';
import { MeasureMediaStreams } from './measure-media-streams';

/** Measures the streams of the media servers without managing them. Commands import it alone. */
@Module({
  imports: [PlacementModule],
  providers: [MeasureMediaStreams],
})
export class CapacityModule {}
