import { Module } from '@nestjs/common';
import { PlacementModule } from '../../media-servers';
import { PitsModule } from '../../pits';
import { ReadDesiredPaths } from './desired/read-desired-paths';
import { ReadEdgePaths } from './desired/read-edge-paths';
import { DescribePlan } from './plan/describe-plan';
import { NotAppliedCameras } from './plan/not-applied-cameras';
import { PlanAllMediaServers } from './plan/plan-all-media-servers';

/** Plans the paths of media servers without managing them. Commands import it alone. */
@Module({
  imports: [PlacementModule, PitsModule],
  providers: [ReadEdgePaths, ReadDesiredPaths, NotAppliedCameras, DescribePlan, PlanAllMediaServers],
  exports: [ReadDesiredPaths, NotAppliedCameras, DescribePlan],
})
export class PlanModule {}
