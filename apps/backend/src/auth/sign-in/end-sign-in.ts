import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { parseRefreshToken } from './refresh-token';
import { SignInEntity } from './sign-in.entity';

/** Signs out on this device. */
@Injectable()
export class EndSignIn {
  constructor(@InjectRepository(SignInEntity) private readonly signIns: Repository<SignInEntity>) {}

  /** Ends the sign-in of a refresh cookie. Does nothing without a cookie or with an outdated one. */
  async end(cookie: string | undefined): Promise<void> {
    const token = parseRefreshToken(cookie);
    if (!token) return;
    await this.signIns.delete([
      { id: token.signInId, tokenHash: token.hash },
      { id: token.signInId, previousTokenHash: token.hash },
    ]);
  }
}
