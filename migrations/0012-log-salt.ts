/** Entries of the log can be reduced to digests that cannot be guessed. Older entries have no salt and keep their digests. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LogSalt1764028800012 implements MigrationInterface {
  readonly name = 'LogSalt1764028800012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table audit_log add column salt text');
  }

  /** Digests of entries that have a salt can no longer be checked then. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table audit_log drop column salt');
  }
}
