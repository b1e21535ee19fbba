/** `GET /events`, event `pit-removed`: the pit is gone, or no longer the viewer's to see. */
export class PitRemovedEvent {
  pit_id: number;

  workshop_id: number;
}
