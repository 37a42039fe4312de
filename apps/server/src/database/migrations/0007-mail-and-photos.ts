// Mails to moderators about pings that wait, and the stored photos of authors.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MailAndPhotos1763856000007 implements MigrationInterface {
  readonly name = 'MailAndPhotos1763856000007';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE users ADD COLUMN mail_about text NOT NULL DEFAULT 'off';

      CREATE TABLE mails (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        status text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        error text,
        created_at timestamptz NOT NULL
      );
      -- the sweeper's strays, and what a person's next job goes on with
      CREATE INDEX mails_waiting ON mails (user_id, next_attempt_at) WHERE status = 'waiting';

      CREATE TABLE mail_notices (
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        ping_id uuid NOT NULL REFERENCES pings ON DELETE CASCADE,
        version integer NOT NULL,
        mail_id uuid REFERENCES mails ON DELETE CASCADE,
        due_at timestamptz NOT NULL,
        PRIMARY KEY (user_id, ping_id, version)
      );
      -- deleting a ping looks for its notices
      CREATE INDEX mail_notices_by_ping ON mail_notices (ping_id);
      CREATE INDEX mail_notices_by_mail ON mail_notices (mail_id);
      -- what is not yet in a mail
      CREATE INDEX mail_notices_due ON mail_notices (due_at) WHERE mail_id IS NULL;

      CREATE TABLE photos (
        url_hash text PRIMARY KEY,
        url text NOT NULL,
        state text NOT NULL,
        reason text,
        small bytea,
        medium bytea,
        large bytea,
        etag text,
        fetched_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      );
      -- whether any ping still names a photo
      CREATE INDEX pings_by_photo ON pings ((extracted->'author'->>'photo'))
        WHERE extracted->'author'->>'photo' IS NOT NULL;
      CREATE INDEX pings_by_published_photo ON pings ((published->'author'->>'photo'))
        WHERE published->'author'->>'photo' IS NOT NULL;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP INDEX pings_by_photo, pings_by_published_photo;
      DROP TABLE photos, mail_notices, mails;
      ALTER TABLE users DROP COLUMN mail_about;
    `);
  }
}
