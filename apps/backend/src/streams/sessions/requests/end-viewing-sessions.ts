import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { EndViewingsRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { type Principal, UserEntity } from '../../../auth';
import { FindPit } from '../../../pits';
import { DomainError } from '../../../platform/problems/domain-error';
import { message } from '../../messages';
import { subjectOf } from '../../tokens/viewer';
import { type RevocationOf } from '../admission/revocations';
import { RevokeViewingSessions } from './revoke-viewing-sessions';

/** Ends all viewing sessions of a pit, or of a user. */
@Injectable()
export class EndViewingSessions {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly findPit: FindPit,
    private readonly revokeViewing: RevokeViewingSessions,
  ) {}

  /** @throws DomainError pit-not-found, member-not-found or validation-failed */
  async end(principal: Principal, request: EndViewingsRequest): Promise<void> {
    const of = await this.scopeOf(principal, request);
    await this.revokeViewing.revoke(of, principal, false);
  }

  private async scopeOf(
    principal: Principal,
    { pit_id: pitId, user_id: userId }: EndViewingsRequest,
  ): Promise<RevocationOf> {
    if ((pitId === undefined) === (userId === undefined)) {
      const errors = [{ field: 'pit_id', message: message('revocation.scope') }];
      throw new DomainError('validation-failed', { errors });
    }
    if (pitId !== undefined) return { pitId: (await this.findPit.find(principal, pitId)).id };
    const user = await this.users.findOneBy({ id: userId ?? 0 });
    // Operators belong to no workshop: only operators can reach them.
    if (!user || (principal.role !== 'operator' && user.workshopId !== principal.workshopId))
      throw new DomainError('member-not-found');
    return { sub: subjectOf({ kind: 'user', id: user.id }) };
  }
}
