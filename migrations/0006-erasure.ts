/** When an audit's personal data are to be erased, and when they were; which key an artifact is sealed under. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Erasure1764028800006 implements MigrationInterface {
  readonly name = 'Erasure1764028800006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table audit add erase_after timestamptz(3), add erased_at timestamptz(3)');
    await runner.query('alter table artifact add key_owner text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table artifact drop key_owner');
    await runner.query('alter table audit drop erase_after, drop erased_at');
  }
}
