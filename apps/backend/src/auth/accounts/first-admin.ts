import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { AuthConfig } from '../../config/auth.config';
import { ADVISORY_LOCKS, withAdvisoryLock } from '../../platform/database/advisory-lock';
import { UserEntity } from '../user.entity';
import { CreateUser } from './create-user';

/** Makes the first super_admin from ADMIN_EMAIL and ADMIN_PASSWORD, while there is nobody at all. */
@Injectable()
export class FirstAdmin implements OnApplicationBootstrap {
  private readonly logger = new Logger(FirstAdmin.name);

  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    private readonly createUser: CreateUser,
    private readonly config: AuthConfig,
  ) {}

  /** Nest's start. Replicas that start together take turns. */
  async onApplicationBootstrap(): Promise<void> {
    const { adminEmail: email, adminPassword: password } = this.config;
    if (email === null || password === null) return;
    await withAdvisoryLock(this.users.manager.dataSource, ADVISORY_LOCKS.firstAdmin, async () => {
      if (await this.users.exists()) return;
      const person = { email, password, displayName: 'Administrator', workshopId: null } as const;
      const { id } = await this.createUser.create({ ...person, role: 'super_admin' });
      this.logger.log({ user: id }, 'the first super_admin was made from ADMIN_EMAIL');
    });
  }
}
