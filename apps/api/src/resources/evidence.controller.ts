import { Controller, Req, Res } from '@nestjs/common';
import { routes, type RouteInput } from '@palimpsest/contracts';
import { archiveBytes } from '@palimpsest/evidence';
import { audits, type AuditKey } from '@palimpsest/persistence';
import { auditEvidence } from '../evidence/audit-evidence.js';
import { requiredSigner } from '../evidence/required-signer.js';
import { sendArchive } from '../evidence/send-archive.js';
import { Caller, Handles, Input } from '../http/handles.js';
import { notFound } from '../http/problem-error.js';
import type { ApiRequest, ApiResponse, Caller as CallerOf } from '../http/request.js';
import { InjectPlatform, type Platform } from '../platform.js';
import { storedPictures } from './stored-pictures.js';

@Controller()
export class EvidenceController {
  constructor(@InjectPlatform() private readonly platform: Platform) {}

  @Handles(routes.exportEvidence)
  redacted(
    @Input() { params }: RouteInput<typeof routes.exportEvidence>,
    @Caller() { actor }: CallerOf,
    @Req() { method }: ApiRequest,
    @Res() response: ApiResponse,
  ): Promise<void> {
    return this.#send(params, { redacted: true, actor, method }, response);
  }

  @Handles(routes.exportUnredactedEvidence)
  unredacted(
    @Input() { params }: RouteInput<typeof routes.exportUnredactedEvidence>,
    @Caller() { actor }: CallerOf,
    @Req() { method }: ApiRequest,
    @Res() response: ApiResponse,
  ): Promise<void> {
    return this.#send(params, { redacted: false, actor, method }, response);
  }

  /** HEAD asks whether there would be an answer: nothing is handed out, so nothing is signed or logged. */
  async #send({ project, audit }: AuditKey, { method, redacted, actor }: Asked, response: ApiResponse): Promise<void> {
    if (!(await audits(this.platform.database, project).find(audit))) throw notFound('Audit', audit);
    const signer = requiredSigner(this.platform);
    const pictures = storedPictures(this.platform, project);
    const options = { redacted, signer, pictures, actor };
    const files = method === 'HEAD' ? null : await auditEvidence(this.platform, { project, audit }, options);
    const file = `${redacted ? 'evidence' : 'evidence-unredacted'}-${audit}.tar`;
    response.type('application/x-tar');
    response.set({ 'content-disposition': `attachment; filename="${file}"`, 'cache-control': 'private, no-store' });
    if (!files) return void response.end();
    response.set('content-length', String(archiveBytes(files)));
    await sendArchive(files, response);
  }
}

interface Asked {
  readonly redacted: boolean;
  readonly actor: string;
  readonly method: string;
}
