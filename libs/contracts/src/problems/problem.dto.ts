import { IsIn } from 'class-validator';
import { ViewingEnding } from '../viewing/viewing-ending.dto';
import { PROBLEM_CODES, type ProblemCode } from './problem-code';

/** One field that is not valid. */
export class FieldFault {
  /** Path of the field: `email`, `camera.port`. */
  field: string;

  /** The error, as a phrase that follows the name of the field. Never contains the value. */
  message: string;
}

/** Every failure of the API, as `application/problem+json` (RFC 9457). */
export class Problem {
  /** Documentation of the code. */
  type: string;

  title: string;

  /** HTTP status. */
  status: number;

  /** Stable code for clients. */
  @IsIn(PROBLEM_CODES)
  code: ProblemCode;

  /** Details of this occurrence. */
  detail?: string;

  /** Id of the request, for finding it in the log. */
  instance?: string;

  /** With `validation-failed`: the errors by field. */
  errors?: FieldFault[];

  /** With `viewing-ended`: cause and time. */
  ending?: ViewingEnding;
}
