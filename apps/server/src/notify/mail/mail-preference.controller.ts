// What a person wants to be told of by mail, and a mail to try whether mails arrive.
import { Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import {
  mailPreferenceSchema,
  testMailSchema,
  updateMailPreferenceSchema,
  type MailPreference,
  type TestMail,
} from '@trackwarden/contracts';
import { markup } from '@trackwarden/protocol';
import { CurrentPrincipal, type Principal } from '../../accounts/principal.js';
import { UserEntity } from '../../database/entities/user.entity.js';
import { DomainError } from '../../errors.js';
import { Answers } from '../../http/answers.js';
import { ValidBody } from '../../http/validated.js';
import { MailNotices } from '../../pings/mail-notices.js';
import { Mailer } from './mailer.js';

const TEST_TEXT = 'Mails of Trackwarden arrive at this address.';

@ApiTags('people')
@Controller('api/v1/mail')
export class MailPreferenceController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly mailer: Mailer,
    private readonly notices: MailNotices,
  ) {}

  @Get()
  @Answers(200, mailPreferenceSchema)
  async read(@CurrentPrincipal() principal: Principal): Promise<MailPreference> {
    const user = await this.userOf(principal);
    return { isAvailable: this.mailer.isAvailable, address: user.email, about: user.mailAbout };
  }

  @Patch()
  @Answers(200, mailPreferenceSchema)
  async change(
    @CurrentPrincipal() principal: Principal,
    @ValidBody(updateMailPreferenceSchema) { about }: z.output<typeof updateMailPreferenceSchema>,
  ): Promise<MailPreference> {
    const { id } = await this.userOf(principal);
    if (about !== 'off') this.refuseWithoutServer();
    await this.dataSource.transaction(async (manager) => {
      await manager.update(UserEntity, { id }, { mailAbout: about });
      const due = this.notices.dueTimes();
      if (about === 'off')
        await manager.query('DELETE FROM mail_notices WHERE user_id = $1 AND mail_id IS NULL', [
          id,
        ]);
      else
        await manager.query(
          'UPDATE mail_notices SET due_at = $2 WHERE user_id = $1 AND mail_id IS NULL',
          [id, due[about]],
        );
    });
    return this.read(principal);
  }

  /** To the address of the person who asks; the answer says how it went. */
  @Post('test')
  @HttpCode(200)
  @Answers(200, testMailSchema)
  async test(@CurrentPrincipal() principal: Principal): Promise<TestMail> {
    const { name, email } = await this.userOf(principal);
    this.refuseWithoutServer();
    try {
      await this.mailer.send(
        { name, address: email },
        {
          subject: 'A test mail of Trackwarden',
          text: `${TEST_TEXT}\n`,
          html: String(markup`<p>${TEST_TEXT}</p>`),
        },
      );
      return { isSent: true, error: null };
    } catch (error) {
      return { isSent: false, error: error instanceof Error ? error.message : String(error) };
    }
  }

  private refuseWithoutServer(): void {
    if (!this.mailer.isAvailable)
      throw new DomainError('not-allowed-now', {
        detail: 'This installation has no mail server: set SMTP_URL and TRACKWARDEN_MAIL_FROM.',
      });
  }

  /** The token of the environment belongs to no person. */
  private async userOf({ userId }: Principal): Promise<UserEntity> {
    const user = userId
      ? await this.dataSource.manager.findOneBy(UserEntity, { id: userId })
      : null;
    if (!user) throw new DomainError('forbidden', { detail: 'Only a person has a mail address.' });
    return user;
  }
}
