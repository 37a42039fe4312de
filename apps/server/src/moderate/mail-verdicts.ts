// What a link of a mail stands for now, and the verdict when its button is pressed.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { TransitionEntity } from '../database/entities/decision.entity.js';
import { PingEntity } from '../database/entities/ping.entity.js';
import { UserEntity } from '../database/entities/user.entity.js';
import { MailLinks, type MailLink } from '../mail-links.js';
import { statusOf } from '../pings/lifecycle.js';
import { DecisionsService } from './decisions.service.js';

/** `done`: this very verdict, by this person, was the next thing that happened to the ping. */
export type MailCase =
  | { state: 'invalid' | 'expired' | 'gone' }
  | { state: 'open' | 'done' | 'changed'; link: MailLink; ping: PingEntity; user: UserEntity };

@Injectable()
export class MailVerdicts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly links: MailLinks,
    private readonly decisions: DecisionsService,
  ) {}

  /** Changes nothing. */
  async look(token: string): Promise<MailCase> {
    const read = this.links.read(token);
    if (!read) return { state: 'invalid' };
    const { link, isExpired } = read;
    const { manager } = this.dataSource;
    const user = await manager.findOneBy(UserEntity, { id: link.userId });
    if (!user) return { state: 'invalid' };
    const ping = await manager.findOne(PingEntity, {
      where: { id: link.pingId },
      relations: { target: true },
    });
    if (!ping) return { state: 'gone' };
    if (await this.isDone(link)) return { state: 'done', link, ping, user };
    if (isExpired) return { state: 'expired' };
    return { state: ping.version === link.version ? 'open' : 'changed', link, ping, user };
  }

  /** The version of the link lets it act once; whoever comes second sees what became of the ping. */
  async act(token: string): Promise<{ before: MailCase; after: MailCase }> {
    const before = await this.look(token);
    if (before.state !== 'open') return { before, after: before };
    const { link, user } = before;
    await this.decisions.decide(
      { verdict: link.verdict, pings: [{ id: link.pingId, version: link.version }] },
      { kind: 'mail', userId: user.id, name: user.name, role: user.role },
    );
    return { before, after: await this.look(token) };
  }

  private isDone({ pingId, userId, version, verdict }: MailLink): Promise<boolean> {
    return this.dataSource.manager
      .createQueryBuilder(TransitionEntity, 'made')
      .where(
        `made.ping_id = :pingId AND made.version = :next AND made.by_kind = 'person'
         AND made.by_id = :userId AND made.to_state->>'status' = :status`,
        { pingId, userId, next: version + 1, status: statusOf[verdict] },
      )
      .getExists();
  }
}
