/** `GET /events`, event `pit-removed`: the pit was deleted, or the user lost access to it. */
export class PitRemovedEvent {
  pit_id: number;

  workshop_id: number;
}
