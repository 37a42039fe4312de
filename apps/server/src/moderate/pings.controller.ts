// The queue over HTTP: lists of pings, and one ping with all its evidence.
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  listSchema,
  pingCheckSchema,
  pingDetailSchema,
  pingQuerySchema,
  pingSchema,
  statsQuerySchema,
  statsSchema,
  type List,
  type Ping,
  type PingCheck,
  type PingDetail,
  type PingQuery,
  type Stats,
} from '@trackwarden/contracts';
import { z } from 'zod';
import { Answers } from '../http/answers.js';
import { IdParam, ValidQuery } from '../http/validated.js';
import { PingFinder } from '../pings/ping-finder.js';
import { StoredChecks } from './stored-checks.js';
import { PingDetails } from './ping-details.js';
import { QueueStats } from './queue-stats.js';

@Controller('api/v1')
export class PingsController {
  constructor(
    private readonly pings: PingFinder,
    private readonly details: PingDetails,
    private readonly checks: StoredChecks,
    private readonly counts: QueueStats,
  ) {}

  @ApiTags('pings')
  @Get('pings')
  @Answers(200, listSchema(pingSchema))
  list(@ValidQuery(pingQuerySchema) query: PingQuery): Promise<List<Ping>> {
    return this.pings.list(query);
  }

  @ApiTags('pings')
  @Get('pings/:id')
  @Answers(200, pingDetailSchema)
  one(@IdParam() id: string): Promise<PingDetail> {
    return this.details.of(id);
  }

  @ApiTags('pings')
  @Get('pings/:id/checks')
  @Answers(200, listSchema(pingCheckSchema))
  checksOf(@IdParam() id: string): Promise<List<PingCheck>> {
    return this.checks.of(id);
  }

  @ApiTags('stats')
  @Get('stats')
  @Answers(200, statsSchema)
  stats(@ValidQuery(statsQuerySchema) query: z.output<typeof statsQuerySchema>): Promise<Stats> {
    return this.counts.of(query);
  }
}
