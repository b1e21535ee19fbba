import { IsIn } from 'class-validator';
import { ViewingEnding } from '../viewing/viewing-ending.dto';
import { PROBLEM_CODES, type ProblemCode } from './problem-code';

/** One field that is not valid. */
export class FieldFault {
  /** Where, as a path of names: `email`, `camera.port`. */
  field: string;

  /** What is wrong with it, in one sentence. Never holds the value. */
  message: string;
}

/** Every failure of the API, as `application/problem+json` (RFC 9457). */
export class Problem {
  /** Documentation of the code. */
  type: string;

  title: string;

  /** The HTTP status again. */
  status: number;

  /** Stable: clients switch on it. */
  @IsIn(PROBLEM_CODES)
  code: ProblemCode;

  /** What is particular to this occurrence. */
  detail?: string;

  /** The request's id, to find it in the log. */
  instance?: string;

  /** With `validation-failed`: what is wrong, where. */
  errors?: FieldFault[];

  /** With `viewing-ended`: why and when. */
  ending?: ViewingEnding;
}
