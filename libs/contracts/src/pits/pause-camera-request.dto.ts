import { IsBoolean } from 'class-validator';

/** `PATCH /pits/{id}/camera`. Pausing disconnects whoever watches; `GET /pits/{id}/camera/usage` tells how many. */
export class PauseCameraRequest {
  @IsBoolean()
  paused: boolean;
}
