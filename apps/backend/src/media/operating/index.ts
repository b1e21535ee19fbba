import { AskForReconciliation } from './ask-for-reconciliation';
import { CountPlaced } from './count-placed';
import { DrainMediaServer } from './drain-media-server';
import { FindMediaServer } from './find-media-server';
import { MoveWorkshops } from './move-workshops';
import { PlaceWorkshop } from './place-workshop';
import { ReachableServers } from './reachable-servers';
import { RemoveMediaServer } from './remove-media-server';
import { SetUpMediaServer } from './set-up-media-server';
import { ShowMediaServers } from './show-media-servers';
import { ShowPlan } from './show-plan';

/** What the operator does with media servers. */
export const OPERATING = [
  AskForReconciliation,
  CountPlaced,
  DrainMediaServer,
  FindMediaServer,
  MoveWorkshops,
  PlaceWorkshop,
  ReachableServers,
  RemoveMediaServer,
  SetUpMediaServer,
  ShowMediaServers,
  ShowPlan,
];
