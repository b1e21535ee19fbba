import { Module } from '@nestjs/common';
import { PitsModule } from '../pits';
import { PlacementModule } from '../placement';
import { MeasureMediaStreams } from './operating/measure-media-streams';
import { PlanAll } from './operating/plan-all';
import { NotAppliedCameras } from './paths/not-applied-cameras';
import { ReadDesiredPaths } from './paths/read-desired-paths';
import { ReadEdgePaths } from './paths/read-edge-paths';

/** Looks at media servers without running them, for commands. */
@Module({
  imports: [PlacementModule, PitsModule],
  providers: [ReadEdgePaths, ReadDesiredPaths, NotAppliedCameras, PlanAll, MeasureMediaStreams],
})
export class PlanModule {}
