import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { IssueStreamTokenRequest } from '../streams/issue-stream-token-request.dto';

/** `POST /streams/tokens`. */
export class IssueStreamTokensRequest {
  /** One item per viewing session, with the fields of `POST /streams/token`. From 1 to 50. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  items: IssueStreamTokenRequest[];
}
