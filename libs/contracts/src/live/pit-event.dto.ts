/** `GET /events`, event `pit`: a pit or its camera was made or changed. Ask `GET /pits/{pit_id}` for what it is now. */
export class PitEvent {
  pit_id: number;

  workshop_id: number;
}
