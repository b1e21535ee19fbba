import type { ProblemCode } from '@ppf/contracts';
import type { PipeTransform } from '@nestjs/common';
import { DomainError } from '../problems/domain-error';

/** Parses an id in the path. What cannot be an id (PostgreSQL integer, from 1) identifies nothing: 404. */
export class IdPipe implements PipeTransform<string, number> {
  /** @param notFound Code of the problem for what is not an id. */
  constructor(private readonly notFound: ProblemCode) {}

  /** Nest's entry point. */
  transform(value: string): number {
    if (!/^[1-9]\d{0,9}$/.test(value) || Number(value) > 2_147_483_647) throw new DomainError(this.notFound);
    return Number(value);
  }
}
