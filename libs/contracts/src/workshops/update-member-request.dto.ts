import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
} from 'class-validator';
import { MayBeAbsent } from '../validation/may-be-absent';
import { MEMBER_ROLES, type MemberRole } from './create-member-request.dto';

/** `PATCH /workshops/{id}/members/{userId}`: absent fields keep their values. */
export class UpdateMemberRequest {
  @MayBeAbsent()
  @IsIn(MEMBER_ROLES)
  role?: MemberRole;

  /** Staff and observers: the pits that the member can see and watch, at most 1000. Null: all pits of the workshop. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(1000)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(2147483647, { each: true })
  pit_ids?: number[] | null;

  /** Whether the account is disabled: its user cannot sign in and has no access. */
  @MayBeAbsent()
  @IsBoolean()
  disabled?: boolean;
}
