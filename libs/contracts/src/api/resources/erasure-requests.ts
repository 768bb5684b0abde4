/**
 * Requests of people to be erased: until when they are to be answered, and which checkpoints and audits they concern.
 * People by pseudonym; what is said in free text lies sealed.
 */
import { z } from 'zod';
import {
  calendarDate,
  erasureRequest,
  requestOutcomes,
  requestStanding,
  servedCheckpoint,
} from '../../erasure-request.js';
import { pseudonym, slug } from '../../primitives.js';
import { instant } from '../instant.js';
import { line } from '../line.js';
import { pageOf, pageQuery } from '../paging.js';
import { defineRoute } from '../route.js';
import { ofAudit } from './audits.js';
import { inProject } from './projects.js';

export const recordedRequest = erasureRequest
  .extend({
    standing: requestStanding.describe('today by the clock of the server, or on the day that was asked about'),
    createdAt: instant.describe('when it was recorded'),
    erasedAt: instant.nullable().describe('when its reasons went; dates, people and links remain'),
  })
  .meta({ id: 'RecordedRequest' });
export type RecordedRequest = z.infer<typeof recordedRequest>;

/** One line: it ends up in tables and terminals. */
const reason = line(2_000).describe('what the person was told; no names');
const told = calendarDate.nullable().default(null).describe('when the person was told; null: today');
const most = 1_000;

export const newRequest = z
  .strictObject({
    id: slug.describe('not a name'),
    profile: slug.describe('whose law sets the deadline: a compliance profile such as eu'),
    received: calendarDate,
    subjects: z.array(pseudonym).min(1).max(most),
    checkpoints: z.array(slug).max(most).default([]).describe('in service; linking adds copies made of them'),
    dataset: slug.nullable().default(null).describe('check that they are people of this data set'),
  })
  .meta({ id: 'NewRequest' });

export const newExtension = z.strictObject({ on: told, reason }).meta({ id: 'NewExtension' });

export const newAnswer = z
  .strictObject({
    on: told,
    outcome: z.enum(requestOutcomes).describe('what the person was told; no finding of an audit'),
    reason: reason.nullable().default(null).describe('why not, where it was refused or done in part; no names'),
  })
  .meta({ id: 'NewAnswer' });

export const newLink = z
  .strictObject({
    audit: ofAudit.shape.audit.nullable().default(null).describe('that looked for what was to be erased'),
    checkpoint: servedCheckpoint.nullable().default(null).describe('in service, and what it was made from'),
  })
  .refine(({ audit, checkpoint }) => audit !== null || checkpoint !== null, 'give audit, or checkpoint, or both')
  .meta({ id: 'NewLink' });

const tag = 'requests';
const ofRequest = inProject.extend({ request: slug.describe('id of the request') });
const example = {
  ...{ id: 'r-17', profile: 'eu', received: '2026-11-02', due: '2026-12-02', subjects: ['S-0123456789ab'] },
  ...{ extension: null, answer: null, checkpoints: [{ checkpoint: 'vendor-v2', derivedFrom: null }], audits: [] },
  ...{ standing: 'open', createdAt: '2026-11-25T09:00:00.000Z', erasedAt: null },
};
const changed = { status: 200, description: 'As it is now', schema: recordedRequest } as const;

export const erasureRequestRoutes = {
  listRequests: defineRoute({
    ...{ id: 'listRequests', method: 'get', path: '/projects/{project}/requests', tag },
    summary: 'Requests to be erased, and whether they are in time',
    permission: 'requests:read',
    params: inProject,
    query: z.object({
      ...pageQuery,
      standing: requestStanding.optional().describe('today'),
      dueBy: calendarDate.optional().describe('only those that have to be answered by then'),
    }),
    success: { status: 200, description: 'One page, in the order of recording', schema: pageOf(recordedRequest) },
    example: { response: { items: [example], next: null } },
  }),
  listDueRequests: defineRoute({
    ...{ id: 'listDueRequests', method: 'get', path: '/projects/{project}/due-requests', tag },
    summary: 'Requests without an answer, the most urgent first',
    permission: 'requests:read',
    params: inProject,
    query: z.object({
      ...pageQuery,
      on: calendarDate.optional().describe('as of this day; today unless given'),
      within: z.coerce.number().int().min(0).max(3_650).optional().describe('days: only those that are due by then'),
    }),
    success: { status: 200, description: 'One page; without a deadline last', schema: pageOf(recordedRequest) },
    example: { response: { items: [example], next: null } },
  }),
  createRequest: defineRoute({
    ...{ id: 'createRequest', method: 'post', path: '/projects/{project}/requests', tag },
    summary: 'Record a request to be erased',
    description:
      'Its deadline follows from the profile. The same again changes nothing, until it was extended or answered. Logged, like every change.',
    permission: 'requests:write',
    params: inProject,
    body: newRequest,
    success: { status: 201, description: 'Recorded', schema: recordedRequest, location: true },
    problems: ['conflict', 'not-found', 'gone', 'not-ready'],
    idempotencyKey: true,
    example: {
      body: {
        ...{ id: 'r-17', profile: 'eu', received: '2026-11-02', subjects: ['S-0123456789ab'] },
        checkpoints: ['vendor-v2'],
      },
      response: example,
    },
  }),
  readRequest: defineRoute({
    ...{ id: 'readRequest', method: 'get', path: '/projects/{project}/requests/{request}', tag },
    summary: 'One request to be erased',
    permission: 'requests:read',
    params: ofRequest,
    success: { status: 200, description: 'The request', schema: recordedRequest },
    problems: ['not-found'],
    example: { response: example },
  }),
  extendRequest: defineRoute({
    ...{ id: 'extendRequest', method: 'post', path: '/projects/{project}/requests/{request}/extend', tag },
    summary: 'Record that the person was told of a longer deadline, and why',
    description: 'Once, and in time.',
    permission: 'requests:write',
    params: ofRequest,
    body: newExtension,
    success: changed,
    problems: ['not-found', 'conflict', 'gone'],
    example: { body: { on: '2026-11-20', reason: 'three models to retrain' } },
  }),
  answerRequest: defineRoute({
    ...{ id: 'answerRequest', method: 'post', path: '/projects/{project}/requests/{request}/answer', tag },
    summary: 'Record what the person was told',
    description: 'Once. No audit says that data were erased; this is the controller’s word.',
    permission: 'requests:write',
    params: ofRequest,
    body: newAnswer,
    success: changed,
    problems: ['not-found', 'conflict', 'gone'],
    example: { body: { on: '2026-11-28', outcome: 'erased', reason: null } },
  }),
  linkRequest: defineRoute({
    ...{ id: 'linkRequest', method: 'post', path: '/projects/{project}/requests/{request}/link', tag },
    summary: 'Link an audit, or a checkpoint in service and what it was made from',
    description: 'The audit is one of this project. Linking it again changes nothing.',
    permission: 'requests:write',
    params: ofRequest,
    body: newLink,
    success: changed,
    problems: ['not-found', 'conflict', 'gone'],
    example: {
      body: {
        audit: 'vendor-v2-0123456789ab',
        checkpoint: { checkpoint: 'vendor-q4', derivedFrom: { checkpoint: 'vendor-v2', how: 'quantised' } },
      },
    },
  }),
  eraseRequest: defineRoute({
    ...{ id: 'eraseRequest', method: 'delete', path: '/projects/{project}/requests/{request}/personal-data', tag },
    summary: 'Erase the reasons of an answered request, for good',
    description:
      'What was written in free text, by throwing away the key it is sealed under. Dates, outcome, pseudonyms, links and the log stay. Logged.',
    permission: 'requests:erase',
    params: ofRequest,
    success: { status: 200, description: 'Erased, now or before', schema: recordedRequest },
    problems: ['not-found', 'conflict'],
  }),
} as const;
