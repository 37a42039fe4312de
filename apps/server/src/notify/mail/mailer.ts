// Hands mails to the mail server of the settings; nothing of a stranger gets into a header as it came.
import { Inject, Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { cleanText, takeCharacters } from '@trackwarden/protocol';
import type { Config } from '../../config/config.js';
import { CONFIG } from '../../config/config.token.js';

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;
const SUBJECT_CHARACTERS = 150;

export type Letter = { subject: string; text: string; html: string };

@Injectable()
export class Mailer {
  private readonly transport: Transporter | null;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.transport = config.mail
      ? createTransport({
          url: config.mail.smtpUrl,
          connectionTimeout: CONNECT_MS,
          greetingTimeout: CONNECT_MS,
          socketTimeout: SILENCE_MS,
          // a mail is text that we made: no part of it is read from a file or an address
          disableFileAccess: true,
          disableUrlAccess: true,
        })
      : null;
  }

  get isAvailable(): boolean {
    return this.transport !== null;
  }

  /** Throws what the server or the way to it said. */
  async send(to: { name: string; address: string }, letter: Letter): Promise<void> {
    if (!this.transport) throw new Error('There is no mail server in the settings.');
    await this.transport.sendMail({
      from: this.config.mail?.from,
      to: { name: cleanText(to.name), address: to.address },
      subject: takeCharacters(cleanText(letter.subject), SUBJECT_CHARACTERS),
      text: letter.text,
      html: letter.html,
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    });
  }
}
