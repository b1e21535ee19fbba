import { IsInt, Max, Min } from 'class-validator';

/** `PUT /workshops/{id}/media-server`. */
export class PlaceWorkshopRequest {
  /** The target. A draining media server is refused. */
  @IsInt()
  @Min(1)
  @Max(2_147_483_647)
  media_server_id: number;
}

/** The media server of a workshop, with the effects of a move. */
export class WorkshopPlacement {
  workshop_id: number;

  workshop_name: string;

  media_server_id: number;

  /** The target of a move in progress. Null: none. */
  moving_to_id: number | null;

  /** Number of pits with a camera. */
  cameras: number;

  /** Number of cameras that push. After a move, each one needs the address of the new media server. */
  push_cameras: number;

  /** Number of current viewers. A move disconnects them, and their players reconnect to the new media server. */
  viewers: number;
}

/** `GET /media-servers/{id}/workshops`: a page of the workshops on a media server, by id. */
export class WorkshopPlacementList {
  items: WorkshopPlacement[];

  /** Cursor of the next page. Null on the last page. */
  next_cursor: string | null;
}
