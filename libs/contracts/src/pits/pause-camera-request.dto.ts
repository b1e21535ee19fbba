import { IsBoolean } from 'class-validator';

/** `PATCH /pits/{id}/camera`. Pausing disconnects the viewers; `GET /pits/{id}/camera/usage` returns their number. */
export class PauseCameraRequest {
  @IsBoolean()
  paused: boolean;
}
