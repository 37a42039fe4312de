// The snapshot of a source, for a frame without scripts; its policy holds wherever it is opened.
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { snapshotQuerySchema } from '@trackwarden/contracts';
import { confine } from '../http/security-headers.js';
import { IdParam, ValidQuery } from '../http/validated.js';
import { SNAPSHOT_STYLE_HASHES, Snapshots } from './snapshots.js';

@ApiTags('pings')
@Controller('api/v1/pings')
export class SnapshotController {
  constructor(private readonly snapshots: Snapshots) {}

  @Get(':id/snapshot')
  @ApiOkResponse({
    description: 'The text of the source as it was read, the link marked; inert HTML',
    content: { 'text/html': { schema: { type: 'string' } } },
  })
  async show(
    @IdParam() id: string,
    @ValidQuery(snapshotQuerySchema) { theme }: z.output<typeof snapshotQuerySchema>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const document = await this.snapshots.of(id, theme);
    confine(reply, { 'style-src': SNAPSHOT_STYLE_HASHES, 'frame-ancestors': "'self'" });
    void reply
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex')
      .type('text/html; charset=utf-8')
      .send(document);
  }
}
