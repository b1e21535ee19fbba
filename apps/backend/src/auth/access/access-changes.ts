import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type Observable, Subject } from 'rxjs';
import { Repository } from 'typeorm';
import { AuthConfig } from '../../config/auth.config';
import { ListenNotify } from '../../platform/database/listen-notify';
import { UserEntity } from '../user.entity';
import type { Principal } from './principal';

/** What a person may be now; null: they were removed. */
type Standing = Pick<Principal, 'role' | 'workshopId'> | null;

/**
 * People whose role or workshop has changed lately, or who were removed: access tokens that still say otherwise are
 * refused at once. Kept in memory for as long as such tokens live. A change that was not heard (this process started
 * after it, or the connection was away) takes effect when the token ends, 15 minutes at most by default.
 */
@Injectable()
export class AccessChanges implements OnApplicationBootstrap {
  private readonly logger = new Logger(AccessChanges.name);
  private readonly standings = new Map<number, Standing>();
  private readonly noted = new Subject<number>();

  /** Ids of people whose rights have changed, told after their old tokens are refused. */
  readonly people: Observable<number> = this.noted.asObservable();

  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly notifications: ListenNotify,
    private readonly config: AuthConfig,
  ) {}

  /** Nest's start. */
  async onApplicationBootstrap(): Promise<void> {
    await this.notifications.listen('users_changed', {
      notified: (id) => void this.note(Number(id)),
      reconnected: () => undefined,
    });
  }

  /** Whether what a token says of a person is known to hold no more. */
  contradict({ id, role, workshopId }: Principal): boolean {
    const standing = this.standings.get(id);
    if (standing === undefined) return false;
    return standing?.role !== role || standing.workshopId !== workshopId;
  }

  private async note(id: number): Promise<void> {
    try {
      this.standings.set(id, await this.users.findOneBy({ id }));
      setTimeout(() => this.standings.delete(id), this.config.accessTokenTtlSeconds * 1000).unref();
    } catch (err) {
      this.logger.warn({ err, user: id }, 'a change of rights takes effect only when the access token ends');
    }
    this.noted.next(id);
  }
}
