/** What there is to test with, and what is measured: every plug-in with the JSON Schema of its parameters. */
import { z } from 'zod';
import { json, slug } from '../../primitives.js';
import { defineRoute } from '../route.js';

export const pluginKinds = ['probes', 'detectors', 'defenses', 'metrics'] as const;

export const plugin = z
  .strictObject({
    id: slug,
    version: z.int(),
    title: z.string(),
    goal: z.string().describe('what it tries to do, or what it counts'),
    reference: z.string().describe('paper, standard or section'),
    params: z.record(z.string(), json).describe('JSON Schema (2020-12) of its parameters'),
    defaults: z.record(z.string(), json).describe('what a plan gets that gives none'),
  })
  .meta({ id: 'Plugin' });
export type PluginView = z.infer<typeof plugin>;

const tag = 'catalog';

export const catalogRoutes = {
  listPlugins: defineRoute({
    ...{ id: 'listPlugins', method: 'get', path: '/catalog/{kind}', tag },
    summary: 'Probes, detectors, defenses or metrics with the schemas of their parameters',
    description: 'Parameters of a metric are settings of a plan’s policy, given there once for all metrics.',
    permission: 'caller',
    params: z.object({ kind: z.enum(pluginKinds) }),
    success: {
      status: 200,
      description: 'All of them',
      schema: z.strictObject({ items: z.array(plugin) }),
    },
  }),
} as const;
