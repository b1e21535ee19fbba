import { Module } from '@nestjs/common';
import { PitsModule } from '../pits';
import { PlacementModule } from '../placement';
import { PlanAll } from './operating/plan-all';
import { ReadDesiredPaths } from './read-desired-paths';

/** Looks at media servers without running them, for commands. */
@Module({
  imports: [PlacementModule, PitsModule],
  providers: [ReadDesiredPaths, PlanAll],
})
export class PlanModule {}
