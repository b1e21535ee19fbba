import { Module } from '@nestjs/common';
import { AuthModule } from '../auth';
import { MediaModule } from '../media';
import { MeasureVersion } from './measure-version';
import { SystemController } from './system.controller';

/** Tells of the installation. */
@Module({ imports: [AuthModule, MediaModule], controllers: [SystemController], providers: [MeasureVersion] })
export class SystemModule {}
