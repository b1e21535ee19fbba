import { ArrayMaxSize, IsArray, IsUUID } from 'class-validator';

/** `POST /streams/sessions/renewal`. */
export class RenewViewingRequest {
  /** The `jti` of the token of each session, which precedes the colon of `authorization`. At most 200. */
  @IsArray()
  @ArrayMaxSize(200)
  @IsUUID(undefined, { each: true })
  jtis: string[];
}
