import { Body, Controller, Delete, Get, HttpCode, Param, Patch } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Pit, UpdatePitRequest } from '@ppf/contracts';
import { Repository } from 'typeorm';
import { CurrentUser, type Principal, RequirePermission } from '../auth/index';
import { IdPipe } from '../platform/http/id-pipe';
import { FindPit } from './find-pit';
import { PitEntity } from './pit.entity';
import { PitResponseMapper } from './pit-response-mapper';

const PIT_ID = new IdPipe('pit-not-found');

/** One pit. */
@Controller('pits/:id')
export class PitsController {
  constructor(
    @InjectRepository(PitEntity) private readonly pits: Repository<PitEntity>,
    private readonly findPit: FindPit,
    private readonly pitMapper: PitResponseMapper,
  ) {}

  /** Returns the pit with its camera and stream status. */
  @Get()
  @RequirePermission('pits:read')
  async get(@CurrentUser() principal: Principal, @Param('id', PIT_ID) id: number): Promise<Pit> {
    return this.pitMapper.toResponse(principal, await this.findPit.find(principal, id));
  }

  /** Renames the pit. */
  @Patch()
  @RequirePermission('pits:write')
  async update(
    @CurrentUser() principal: Principal,
    @Param('id', PIT_ID) id: number,
    @Body() body: UpdatePitRequest,
  ): Promise<Pit> {
    const pit = await this.findPit.find(principal, id);
    const name = body.name === undefined ? pit.name : body.name;
    await this.pits.update({ id }, { name });
    return this.pitMapper.toResponse(principal, { ...pit, name });
  }

  /** Deletes the pit with its camera, which disconnects its viewers. */
  @Delete()
  @HttpCode(204)
  @RequirePermission('pits:write')
  async delete(@CurrentUser() principal: Principal, @Param('id', PIT_ID) id: number): Promise<void> {
    const pit = await this.findPit.find(principal, id);
    await this.pits.delete({ id: pit.id });
  }
}
