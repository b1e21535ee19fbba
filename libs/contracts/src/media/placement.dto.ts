import { IsInt, Max, Min } from 'class-validator';

/** `PUT /workshops/{id}/media-server`. */
export class PlaceWorkshopRequest {
  /** Where to; a draining one is refused. */
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  media_server_id: number;
}

/** Where a workshop's streams are, and what moving it would mean. */
export class WorkshopPlacement {
  workshop_id: number;

  workshop_name: string;

  media_server_id: number;

  /** Where it is being moved to; null: nowhere. */
  moving_to_id: number | null;

  /** Pits with a camera. */
  cameras: number;

  /** Cameras that connect by themselves: after a move each must be given the other server's address. */
  push_cameras: number;

  /** Who watches now: a move disconnects them, and their players come back at the other server. */
  viewers: number;
}

/** `GET /media-servers/{id}/workshops`: a page of the workshops that are placed on a server, by id. */
export class WorkshopPlacementList {
  items: WorkshopPlacement[];

  /** For the next page; null on the last. */
  next_cursor: string | null;
}
