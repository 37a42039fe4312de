// The installation's intake over HTTP: everybody signed in sees it, the owner switches it.
import { Controller, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { intakeSchema, updateIntakeSchema, type Intake } from '@trackwarden/contracts';
import { CurrentPrincipal, type Principal } from '../accounts/principal.js';
import { DomainError } from '../errors.js';
import { Answers } from '../http/answers.js';
import { ValidBody } from '../http/validated.js';
import { InstallationIntake } from './installation-intake.js';

@ApiTags('sites')
@Controller('api/v1/intake')
export class InstallationIntakeController {
  constructor(private readonly intake: InstallationIntake) {}

  @Get()
  @Answers(200, intakeSchema)
  read(): Promise<Intake> {
    return this.intake.read();
  }

  @Patch()
  @Answers(200, intakeSchema)
  async set(
    @CurrentPrincipal() { role, name }: Principal,
    @ValidBody(updateIntakeSchema) { open }: z.output<typeof updateIntakeSchema>,
  ): Promise<Intake> {
    if (role !== 'owner')
      throw new DomainError('forbidden', { detail: 'Only the owner opens and closes the intake.' });
    return this.intake.set(open, name);
  }
}
