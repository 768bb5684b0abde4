/** The API as Nest sees it: controllers over one platform. */
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { AccessGuard } from './http/access-guard.js';
import { ContractInterceptor } from './http/contract-interceptor.js';
import { IdempotencyInterceptor } from './http/idempotency-interceptor.js';
import { platformToken, type Platform } from './platform.js';
import { AuditsController } from './resources/audits.controller.js';
import { CatalogController } from './resources/catalog.controller.js';
import { CheckpointsController } from './resources/checkpoints.controller.js';
import { DatasetsController } from './resources/datasets.controller.js';
import { ErasureRequestsController } from './resources/erasure-requests.controller.js';
import { EvidenceController } from './resources/evidence.controller.js';
import { EventsController } from './resources/events.controller.js';
import { EndpointsController } from './resources/endpoints.controller.js';
import { KeysController } from './resources/keys.controller.js';
import { OperationsController } from './resources/operations.controller.js';
import { PlansController } from './resources/plans.controller.js';
import { ProjectsController } from './resources/projects.controller.js';
import { UsersController } from './resources/users.controller.js';
import { UploadsController } from './resources/uploads.controller.js';
import { ReportsController } from './resources/reports.controller.js';

const controllers = [
  ...[ProjectsController, KeysController, CheckpointsController, DatasetsController, PlansController],
  ...[
    AuditsController,
    EventsController,
    ReportsController,
    EvidenceController,
    CatalogController,
    OperationsController,
    UploadsController,
    UsersController,
    EndpointsController,
    ErasureRequestsController,
  ],
];

@Module({})
export class AppModule {
  static on(platform: Platform): DynamicModule {
    return {
      module: AppModule,
      controllers,
      providers: [
        { provide: platformToken, useValue: platform },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
      ],
    };
  }
}
