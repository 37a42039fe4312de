// Liveness: the process answers. Readiness: so does everything it depends on.
import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Public } from '../accounts/principal.js';
import { JobQueue } from '../queue/job-queue.js';

@Public()
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
  ) {}

  @Get('live')
  live() {
    return { status: 'ok' };
  }

  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const [database, queue] = await Promise.all([this.databaseAnswers(), this.queue.isReachable()]);
    // without its queue the product still takes pings: rows come first
    if (!database) void reply.status(503);
    return {
      status: database ? (queue ? 'ok' : 'degraded') : 'unavailable',
      dependencies: { database: word(database), queue: word(queue) },
    };
  }

  private async databaseAnswers(): Promise<boolean> {
    try {
      await this.dataSource.query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }
}

function word(reachable: boolean): 'ok' | 'unreachable' {
  return reachable ? 'ok' : 'unreachable';
}
