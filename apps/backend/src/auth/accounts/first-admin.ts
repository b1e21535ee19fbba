import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuthConfig } from '../../config/auth.config';
import { ADVISORY_LOCKS, withAdvisoryLock } from '../../platform/database/advisory-lock';
import { UserEntity } from '../user.entity';
import { CreateUser } from './create-user';

/** Creates the first operator from ADMIN_EMAIL and ADMIN_PASSWORD if there are no users. */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap {
  private readonly logger = new Logger(FirstAdmin.name);

  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly createUser: CreateUser,
    private readonly config: AuthConfig,
  ) {}

  /** Runs under an advisory lock, so that replicas that start together create one account. */
  async onApplicationBootstrap(): Promise<void> {
    const { adminEmail: email, adminPassword: password } = this.config;
    if (email === null || password === null) return;
    await withAdvisoryLock(this.users.manager.dataSource, ADVISORY_LOCKS.firstAdmin, async () => {
      if (await this.users.exists()) return;
      const admin = { email, password, displayName: 'Administrator', workshopId: null } as const;
      const { id } = await this.createUser.create({ ...admin, role: 'operator' });
      this.logger.log({ user: id }, 'The first operator was created from ADMIN_EMAIL.');
    });
  }
}
