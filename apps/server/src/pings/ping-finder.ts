// Finds pings: the filters and orders of the queue, one ping with all its evidence.
import { Injectable } from '@nestjs/common';
import { DataSource, type SelectQueryBuilder } from 'typeorm';
import { z } from 'zod';
import {
  idSchema,
  timeSchema,
  type List,
  type Ping,
  type PingFilter,
  type PingQuery,
  type PingSort,
} from '@trackwarden/contracts';
import { PingEntity } from '../database/entities/ping.entity.js';
import { DomainError } from '../errors.js';
import { decodeCursor, pageOf } from './keyset.js';
import { pingView } from './ping-view.js';

/** A cursor of one order is none of another. */
const cursorOf = {
  real: (sort: PingSort) => z.tuple([z.literal(sort), z.number(), idSchema]),
  timestamptz: (sort: PingSort) => z.tuple([z.literal(sort), timeSchema, idSchema]),
};

/** Each order as SQL over the row, with its value for the cursor; the id breaks ties. */
const orders: Record<
  PingSort,
  {
    sql: string;
    type: keyof typeof cursorOf;
    direction: 'ASC' | 'DESC';
    value: (ping: PingEntity) => string | number;
  }
> = {
  '-receivedAt': { sql: 'ping.received_at', type: 'timestamptz', direction: 'DESC', value: at },
  receivedAt: { sql: 'ping.received_at', type: 'timestamptz', direction: 'ASC', value: at },
  '-score': { sql: 'coalesce(ping.score, -1)', type: 'real', direction: 'DESC', value: score },
  score: { sql: 'coalesce(ping.score, -1)', type: 'real', direction: 'ASC', value: score },
  uncertainty: {
    sql: 'abs(coalesce(ping.score, 50) - 50)::real',
    type: 'real',
    direction: 'ASC',
    // as PostgreSQL counts it: the column is a real, the difference is rounded to one
    value: (ping) => Math.fround(Math.abs(Math.fround(ping.score ?? 50) - 50)),
  },
};

function at(ping: PingEntity): string {
  return ping.receivedAt.toISOString();
}

function score(ping: PingEntity): number {
  return ping.score ?? -1;
}

@Injectable()
export class PingFinder {
  constructor(private readonly dataSource: DataSource) {}

  async list({ limit, cursor, sort, ...filter }: PingQuery): Promise<List<Ping>> {
    const order = orders[sort];
    const query = this.filtered(filter)
      .leftJoinAndSelect('ping.target', 'target')
      .orderBy(order.sql, order.direction)
      .addOrderBy('ping.id', order.direction)
      .limit(limit + 1);
    if (cursor) {
      const [, value, id] = decodeCursor(cursor, cursorOf[order.type](sort));
      const sign = order.direction === 'ASC' ? '>' : '<';
      query.andWhere(`(${order.sql}, ping.id) ${sign} (:value::${order.type}, :id::uuid)`, {
        value,
        id,
      });
    }
    return pageOf(await query.getMany(), limit, pingView, (ping) => [
      sort,
      order.value(ping),
      ping.id,
    ]);
  }

  /** Everything that matches as it is now, at most `most`. */
  matching(filter: PingFilter, most: number): Promise<{ pingId: string; version: number }[]> {
    return this.filtered(filter)
      .select('ping.id', 'pingId')
      .addSelect('ping.version', 'version')
      .orderBy('ping.id')
      .limit(most)
      .getRawMany<{ pingId: string; version: number }>();
  }

  /** Throws `not-found`. */
  async one(id: string): Promise<PingEntity> {
    const ping = await this.dataSource.manager.findOne(PingEntity, {
      where: { id },
      relations: { target: true },
    });
    if (!ping) throw new DomainError('not-found', { detail: 'There is no ping with this id.' });
    return ping;
  }

  private filtered(filter: PingFilter): SelectQueryBuilder<PingEntity> {
    const query = this.dataSource.manager.createQueryBuilder(PingEntity, 'ping');
    const equal = {
      site_id: filter.siteId,
      status: filter.status,
      protocol: filter.protocol,
      target_id: filter.targetId,
      campaign_id: filter.campaignId,
      domain: filter.domain?.toLowerCase(),
      held: filter.held,
      first_seen: filter.firstSeen,
      audit: filter.audit,
    };
    for (const [column, value] of Object.entries(equal))
      if (value !== undefined) query.andWhere(`ping.${column} = :${column}`, { [column]: value });
    if (filter.copies !== undefined)
      query.andWhere(`ping.copy_of IS ${filter.copies ? 'NOT ' : ''}NULL`);
    if (filter.q?.trim()) {
      query.andWhere(
        `(ping.source ILIKE :q OR ping.claimed::text ILIKE :q OR ping.extracted::text ILIKE :q)`,
        { q: `%${filter.q.trim().replace(/[\\%_]/g, '\\$&')}%` },
      );
    }
    return query;
  }
}
