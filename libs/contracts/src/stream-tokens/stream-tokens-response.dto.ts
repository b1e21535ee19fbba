import { Problem } from '../problems/problem.dto';
import { StreamTokenResponse } from '../streams/stream-token-response.dto';

/** The result of one item: a token or a problem. */
export class StreamTokenResult {
  /** The same as the response of `POST /streams/token`. Null: see `problem`. */
  token: StreamTokenResponse | null;

  /** The problem that `POST /streams/token` would respond with. Null: the token was issued. */
  problem: Problem | null;

  /** Seconds until the item may be requested again, with a problem that passes. Null: without one. */
  retry_after_seconds: number | null;
}

/** Response of `POST /streams/tokens`. */
export class StreamTokensResponse {
  /** The results, in the order of the request. */
  items: StreamTokenResult[];
}
