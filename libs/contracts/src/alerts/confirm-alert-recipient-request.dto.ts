import { IsString, Matches } from 'class-validator';

/** `POST /alert-recipients/confirmation`. */
export class ConfirmAlertRecipientRequest {
  /** The fragment of the link in the email: 32 random bytes as base64url. */
  @IsString()
  @Matches(/^[\w-]{43}$/, { message: 'must be the 43 characters of the link in the mail' })
  token: string;
}
