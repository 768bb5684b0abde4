import { redisServer } from '../../../libs/queue/src/testing/redis-server.js';
import { debianPostgres } from '../../support/debian-postgres.js';
import { describeApi } from './describe-api.js';

describeApi('cluster', async () => {
  const postgres = await debianPostgres();
  const redis = await redisServer();
  if (redis.connection.kind !== 'redis') throw new Error('the Redis server gives no address of a Redis');
  return {
    environment: { PALIMPSEST_DATABASE_URL: postgres.url, PALIMPSEST_REDIS_URL: redis.connection.url },
    async stop() {
      await redis.remove();
      await postgres.stop();
    },
  };
});
