/**
 * Metrics are the numbers that findings and reports carry. The runner computes every one of them, because no plug-in
 * grades itself; a definition says what the number means, where it comes from and where it stands.
 */
import type { z } from 'zod';
import { checkMetadata, PluginDefinitionError, type PluginMetadata } from './plugin.js';

export interface MetricDefinition<Schema extends z.ZodObject = z.ZodObject> extends PluginMetadata {
  /** The settings of a plan's policy that change it: a plan gives them once for all metrics. */
  readonly params: Schema;
  /** Where it stands, as `report.recovery[].post` or `finding.answers.subjects[].refused`. */
  readonly carriedBy: readonly string[];
}

/** Declares a metric. @throws PluginDefinitionError when texts are missing or nothing carries it */
export function defineMetric<Schema extends z.ZodObject>(definition: MetricDefinition<Schema>): MetricDefinition {
  checkMetadata('metric', definition);
  if (definition.carriedBy.length === 0)
    throw new PluginDefinitionError('metric', definition.id, 'no finding and no report carries it');
  return definition;
}
