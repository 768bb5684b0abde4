/** Reports: what people read. */
import { z } from 'zod';
import { digest, slug } from '../../primitives.js';
import { report } from '../../report.js';
import { reportPicturesQuery, reportViewQuery } from '../../report-view.js';
import { defineRoute } from '../route.js';
import { ofAudit } from './audits.js';
import { inProject } from './projects.js';

const tag = 'reports';
const pageView = z.object({
  ...reportViewQuery,
  request: slug
    .optional()
    .describe('a request to be erased: the report set beside the norms of its profile; needs `requests:read`, too'),
});

export const reportRoutes = {
  readReport: defineRoute({
    ...{ id: 'readReport', method: 'get', path: '/projects/{project}/audits/{audit}/report', tag },
    summary: 'The report of an audit, as data',
    description: 'Of what is finished so far; the verdict of an unfinished audit is inconclusive.',
    permission: 'reports:read',
    params: ofAudit,
    query: z.object(reportPicturesQuery),
    success: { status: 200, description: 'The report', schema: report.meta({ id: 'Report' }) },
    problems: ['not-found'],
  }),
  readReportPage: defineRoute({
    ...{ id: 'readReportPage', method: 'get', path: '/projects/{project}/audits/{audit}/report.html', tag },
    summary: 'The report of an audit, as one self-contained page',
    permission: 'reports:read',
    params: ofAudit,
    query: pageView,
    success: { status: 200, description: 'The page', mediaType: 'text/html' },
    problems: ['not-found'],
  }),
  readReportPdf: defineRoute({
    ...{ id: 'readReportPdf', method: 'get', path: '/projects/{project}/audits/{audit}/report.pdf', tag },
    summary: 'The report of an audit, as PDF',
    permission: 'reports:read',
    params: ofAudit,
    query: pageView,
    success: { status: 200, description: 'The file', mediaType: 'application/pdf' },
    problems: ['not-found'],
  }),
  readArtifact: defineRoute({
    ...{ id: 'readArtifact', method: 'get', path: '/projects/{project}/artifacts/{sha256}', tag },
    summary: 'A stored picture or noise by its digest',
    description: 'Takes a Range of bytes. Pictures of people are personal data: every reading is logged.',
    permission: 'answers:reveal',
    params: inProject.extend({ sha256: digest }),
    success: { status: 200, description: 'The bytes', mediaType: 'application/octet-stream', ranges: true },
    problems: ['not-found', 'gone', 'range-not-satisfiable'],
  }),
} as const;
