/** `GET /events`, event `pit`: a pit or its camera was created or changed. `GET /pits/{pit_id}` returns the current state. */
export class PitEvent {
  pit_id: number;

  workshop_id: number;
}
