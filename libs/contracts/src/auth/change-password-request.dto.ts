import { IsString, Length } from 'class-validator';

/** `POST /auth/password`. Ends every other sign-in of the user. */
export class ChangePasswordRequest {
  /** The current password. */
  @IsString()
  @Length(1, 200)
  current_password: string;

  /** 12 to 200 characters, any of them (NIST SP 800-63B: length over composition). */
  @IsString()
  @Length(12, 200)
  new_password: string;
}
