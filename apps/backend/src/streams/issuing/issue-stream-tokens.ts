import { Injectable } from '@nestjs/common';
import {
  type IssueStreamTokenRequest,
  type StreamTokenResult,
  type StreamTokensResponse,
} from '@ppf/contracts';
import { type Principal } from '../../auth';
import { RequestLimits } from '../../platform/http/request-limits';
import { DomainError } from '../../platform/problems/domain-error';
import { toProblem } from '../../platform/problems/to-problem';
import { AccessIndexProjection } from '../access-index/access-index-projection';
import { type TokenClient } from './begin-issued-session';
import { IssueStreamToken } from './issue-stream-token';

/** The client of a request for several tokens. */
export interface TokensClient extends TokenClient {
  /** Id of the request, for the problems. */
  readonly id: string;
}

/** Issues the stream tokens of several pits in one request. Each item is decided as a request of its own. */
@Injectable()
export class IssueStreamTokens {
  constructor(
    private readonly limits: RequestLimits,
    private readonly accessIndex: AccessIndexProjection,
    private readonly issueStreamToken: IssueStreamToken,
  ) {}

  /**
   * The rate of the user counts each token; the guard has counted the first one.
   * @throws DomainError `too-many-requests`: no token was issued. The problems of the items are in the response.
   */
  async issue(
    principal: Principal,
    requests: readonly IssueStreamTokenRequest[],
    client: TokensClient,
  ): Promise<StreamTokensResponse> {
    if (requests.length > 1) this.limits.takeForUser(principal.id, requests.length - 1);
    await this.accessIndex.ensurePits(requests.map(({ pit_id }) => pit_id));
    const items: StreamTokenResult[] = [];
    for (const request of requests) items.push(await this.issueOne(principal, request, client));
    return { items };
  }

  private async issueOne(
    principal: Principal,
    request: IssueStreamTokenRequest,
    client: TokensClient,
  ): Promise<StreamTokenResult> {
    try {
      const token = await this.issueStreamToken.issue(principal, request, client);
      return { token, problem: null, retry_after_seconds: null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { retryAfterSeconds } = error.details;
      const problem = toProblem(error, client.id);
      return { token: null, problem, retry_after_seconds: retryAfterSeconds ?? null };
    }
  }
}
