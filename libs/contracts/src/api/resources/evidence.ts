/** Evidence: what strangers can check without the server. */
import { defineRoute } from '../route.js';
import { ofAudit } from './audits.js';

const tag = 'evidence';
const path = '/projects/{project}/audits/{audit}';
const archive = 'A tar archive, uncompressed, in one form: palimpsest verify reads it as it is, or unpacked.';

export const evidenceRoutes = {
  exportEvidence: defineRoute({
    ...{ id: 'exportEvidence', method: 'get', path: `${path}/evidence.tar`, tag },
    summary: 'What an audit looked at and found, signed with the key of the server',
    description: `${archive} With what the log says about the audit; without pictures, and digests of pictures. Logged.`,
    permission: 'evidence:export',
    params: ofAudit,
    success: { status: 200, description: 'The archive', mediaType: 'application/x-tar' },
    problems: ['not-found', 'not-ready'],
  }),
  exportUnredactedEvidence: defineRoute({
    ...{ id: 'exportUnredactedEvidence', method: 'get', path: `${path}/evidence-unredacted.tar`, tag },
    summary: 'The same with pictures of people, and marked as such',
    description: `${archive} For those who may see personal data. Logged.`,
    permission: 'evidence:reveal',
    params: ofAudit,
    success: { status: 200, description: 'The archive', mediaType: 'application/x-tar' },
    problems: ['not-found', 'not-ready'],
  }),
} as const;
