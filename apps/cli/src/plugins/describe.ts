/** The catalogue as data: what `plugins` prints, taken from the definitions themselves. */
import { z } from 'zod';
import type { Probe } from '@palimpsest/audit';
import { catalog } from '@palimpsest/catalog';

export type PluginKind = 'probe' | 'detector' | 'defense' | 'metric';

export interface PluginDescription {
  readonly kind: PluginKind;
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly goal: string;
  readonly reference: string;
  /** Probes only. */
  readonly needs: Pick<
    Probe,
    'access' | 'tier' | 'purpose' | 'examinedOn' | 'attackClasses' | 'asks' | 'runsOn'
  > | null;
  /** JSON Schema of the parameters. */
  readonly parameters: Record<string, unknown>;
  /** What a plan gets that gives none. */
  readonly defaults: Readonly<Record<string, unknown>>;
}

export const descriptions = (): readonly PluginDescription[] => [
  ...catalog.probes.map((probe) => describe('probe', probe)),
  ...catalog.detectors.map((detector) => describe('detector', detector)),
  ...catalog.defenses.map((defense) => describe('defense', defense)),
  ...catalog.metrics.map((metric) => describe('metric', metric)),
];

type Plugin = (typeof catalog)[keyof typeof catalog][number];

function describe(kind: PluginKind, plugin: Plugin): PluginDescription {
  const { id, version, title, goal, reference, params } = plugin;
  return {
    ...{ kind, id, version, title, goal, reference },
    needs: 'access' in plugin ? needsOf(plugin) : null,
    parameters: z.toJSONSchema(params, { io: 'input', unrepresentable: 'any' }),
    defaults: params.parse({}),
  };
}

const needsOf = ({ access, tier, purpose, examinedOn, attackClasses, asks, runsOn }: Probe) => ({
  ...{ access, tier, purpose, examinedOn, attackClasses, asks, runsOn },
});
