import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsReadableName } from '../validation/is-readable-name';

/** Roles that belong to a workshop. */
export const MEMBER_ROLES = ['owner', 'staff', 'observer'] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];

/** `POST /workshops/{id}/members`. */
export class CreateMemberRequest {
  /** Email for sign-in; unique in the workshop, case-insensitive. */
  @IsEmail()
  @MaxLength(254)
  email: string;

  /** 1 to 120 visible characters or spaces. */
  @IsString()
  @Length(1, 120)
  @IsReadableName()
  display_name: string;

  @IsIn(MEMBER_ROLES)
  role: MemberRole;

  /** Staff and observers: the pits that the member can see and watch, at most 1000. Null, the default: all pits. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(2147483647, { each: true })
  pit_ids?: number[] | null;

  /** 12 to 200 characters, any of them (NIST SP 800-63B: length over composition). */
  @IsString()
  @Length(12, 200)
  password: string;
}
