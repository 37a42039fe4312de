// The rows of mails: puts due notices into a mail, hands out what is to be sent, keeps how it went.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../../clock.js';
import { MailEntity } from '../../database/entities/mail.entity.js';
import { PingEntity } from '../../database/entities/ping.entity.js';

/** A process that ended while it sent is given up after this. */
const LEASE_MS = 120_000;

const CLAIM = `
  UPDATE mails SET attempts = attempts + 1, next_attempt_at = $3
  WHERE id IN (SELECT id FROM mails WHERE user_id = $1 AND status = 'waiting'
    AND next_attempt_at <= $2 ORDER BY id FOR UPDATE SKIP LOCKED)
  RETURNING id`;

@Injectable()
export class MailsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** One mail of all that a person is to be told of by now, if there is anything. */
  async collect(userId: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const now = this.clock.now();
      const id = uuidv7();
      const due = await manager.query<{ due: boolean }[]>(
        `SELECT true AS due FROM mail_notices
         WHERE user_id = $1 AND mail_id IS NULL AND due_at <= $2 LIMIT 1`,
        [userId, now],
      );
      if (due.length === 0) return;
      await manager.insert(MailEntity, {
        id,
        userId,
        status: 'waiting',
        attempts: 0,
        nextAttemptAt: now,
        error: null,
        createdAt: now,
      });
      // what is not due yet comes along: it waits too
      const [, taken] = await manager.query<[unknown, number]>(
        `UPDATE mail_notices SET mail_id = $2 WHERE user_id = $1 AND mail_id IS NULL`,
        [userId, id],
      );
      if (taken === 0) await manager.delete(MailEntity, { id });
    });
  }

  /** Mails of a person to be sent now; nobody else gets them for a while. */
  async claim(userId: string): Promise<MailEntity[]> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(CLAIM, [
      userId,
      now,
      until,
    ]);
    if (rows.length === 0) return [];
    return this.dataSource.manager
      .createQueryBuilder(MailEntity, 'mail')
      .where('mail.id = ANY(:ids)', { ids: rows.map(({ id }) => id) })
      .orderBy('mail.id')
      .getMany();
  }

  /** The pings of a mail that still wait for a person, the oldest first. */
  waitingPingsOf(mailId: string): Promise<PingEntity[]> {
    return this.dataSource.manager
      .createQueryBuilder(PingEntity, 'ping')
      .innerJoinAndSelect('ping.target', 'target')
      .where(
        `ping.id IN (SELECT ping_id FROM mail_notices WHERE mail_id = :mailId)
         AND ping.status = 'pending' AND NOT ping.held`,
        { mailId },
      )
      .orderBy('ping.id')
      .getMany();
  }

  async end({ id }: MailEntity, status: 'sent' | 'failed' | 'needless', error: string | null) {
    await this.dataSource.manager.update(
      MailEntity,
      { id },
      { status, error, nextAttemptAt: null },
    );
  }

  /** The job's next attempt takes it up again. */
  async putBack({ id }: MailEntity, error: string): Promise<void> {
    await this.dataSource.manager.update(
      MailEntity,
      { id },
      { error, nextAttemptAt: this.clock.now() },
    );
  }
}
