// The sharing of reputation over HTTP: everybody signed in sees it, the owner switches it.
import { Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  reputationSharingSchema,
  updateReputationSharingSchema,
  type ReputationSharing,
} from '@trackwarden/contracts';
import { CurrentPrincipal, type Principal } from '../accounts/principal.js';
import { DomainError } from '../errors.js';
import { Answers } from '../http/answers.js';
import { ValidBody } from '../http/validated.js';
import { SharedReputation } from './reputation-sharing.js';

@ApiTags('sites')
@Controller('api/v1/reputation')
export class ReputationSharingController {
  constructor(private readonly sharing: SharedReputation) {}

  @Get()
  @Answers(200, reputationSharingSchema)
  read(): Promise<ReputationSharing> {
    return this.sharing.read();
  }

  @Patch()
  @Answers(200, reputationSharingSchema)
  async set(
    @CurrentPrincipal() { role, name }: Principal,
    @ValidBody(updateReputationSharingSchema)
    { shared }: z.output<typeof updateReputationSharingSchema>,
  ): Promise<ReputationSharing> {
    if (role !== 'owner')
      throw new DomainError('forbidden', {
        detail: 'Only the owner decides whether sites share reputation.',
      });
    return this.sharing.set(shared, name);
  }
}
