import { Controller } from '@nestjs/common';
import { routes, type RouteInput } from '@palimpsest/contracts';
import { auditLog, logPage } from '@palimpsest/persistence';
import { Handles, Input } from '../http/handles.js';
import { InjectPlatform, type Platform } from '../platform.js';

@Controller()
export class OperationsController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.readQueue)
  queue() {
    return this.platform.queue.counts();
  }

  @Handles(routes.readLog)
  log(@Input() { params, query }: RouteInput<typeof routes.readLog>) {
    return logPage(this.platform.database, params.project, query);
  }

  @Handles(routes.verifyLog)
  async verify(@Input() { params }: RouteInput<typeof routes.verifyLog>) {
    const log = auditLog(this.platform.database, params.project);
    const verdict = await log.verify();
    if (!verdict.intact) {
      return {
        intact: false,
        entries: verdict.sequence - 1,
        head: null,
        problem: `entry ${verdict.sequence}: ${verdict.reason}`,
      };
    }
    const { sequence, digest } = verdict.head;
    return { intact: true, entries: sequence, head: sequence === 0 ? null : digest, problem: null };
  }
}
