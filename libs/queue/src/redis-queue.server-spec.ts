import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeJobQueue } from './testing/describe-job-queue.js';
import { redisServer } from './testing/redis-server.js';

describeJobQueue('Redis', redisServer, { describe, it, expect, beforeAll, afterAll });
