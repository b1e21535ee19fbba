import { IsEmail, IsString, Length, MaxLength } from 'class-validator';

/** `POST /auth/login`. */
export class LoginRequest {
  /** Compared without regard to case. At most 254 characters (RFC 5321). */
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** 1 to 200 characters. Limited because the cost of hashing grows with it. */
  @IsString()
  @Length(1, 200)
  password: string;
}
