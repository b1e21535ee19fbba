import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowedMethods } from './allowed-methods';
import type { ProblemCode } from '@ppf/contracts';
import { DomainError } from '../problems/domain-error';
import { toProblem } from '../problems/to-problem';
import { toDomainError } from '../problems/to-domain-error';

/** Problems that only the operator can fix: they are logged. */
const OPERATOR_PROBLEMS: ReadonlySet<ProblemCode> = new Set(['internal-error', 'storage-full']);

/** Responds to everything that is thrown, by the backend, Nest or Fastify, with problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(private readonly allowedMethods: AllowedMethods) {}

  /** Nest's entry point. */
  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Sends the response. Also used before Nest: what the router rejects never reaches it. */
  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    // The client has disconnected, and the work was aborted for that reason: there is no response to send.
    if (reply.raw.destroyed && thrown instanceof DOMException && thrown.name === 'AbortError') return;
    let error = toDomainError(thrown);
    if (error.code === 'route-not-found') {
      const allowed = this.allowedMethods.of(request.url);
      if (allowed.length > 0 && !allowed.includes(request.method)) {
        error = new DomainError('method-not-allowed');
        reply.header('allow', allowed.join(', '));
      }
    }
    const problem = toProblem(error, request.id);
    if (OPERATOR_PROBLEMS.has(error.code))
      this.logger.error(
        { err: error.cause ?? error, request: request.id, url: request.url },
        'a request failed',
      );
    if (reply.sent) return;
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    if (error.details.retryAfterSeconds !== undefined)
      reply.header('retry-after', String(error.details.retryAfterSeconds));
    // Serialized here: Fastify rejects an object with this content type.
    void reply
      .status(problem.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }
}
