/**
 * The three ready-made plans. `demo` is sized for two CPU cores and the built-in zoo, `screening` asks
 * without optimising anything, `standard` is the full battery with three seeds. The default margin is 0.10
 * because a sample of about 50 subjects cannot support less: no leak in n = 50 still bounds it at 5.8 %
 * (SCIENCE §7.2), and 80 % power at 0.05 needs 138 pairs or more.
 */
import type { AuditPlan, PluginEntry, ProbeEntry } from './plan.js';
import type { Parameters } from './primitives.js';

export type PresetName = 'demo' | 'screening' | 'standard';
export type Preset = Omit<AuditPlan, 'version' | 'name' | 'description' | 'preset' | 'dataset' | 'checkpoints'>;

const plugin = (id: string, params: Parameters = {}, label = id): PluginEntry => ({ id, label, params });
const probe = (id: string, params: Parameters = {}, more: Partial<ProbeEntry> = {}): ProbeEntry => ({
  id,
  label: id,
  params,
  ...more,
});

const policy: AuditPlan['policy'] = {
  margin: 0.1,
  leakFloor: 0.02,
  alpha: 0.05,
  confidence: 0.95,
  power: 0.8,
  resamples: 10_000,
  minimumSubjects: 10,
  maximumNulls: 0.1,
  knownThreshold: 0.5,
};

const defenses = [plugin('dncnn'), plugin('gaussian-blur'), plugin('jpeg', { quality: 75 }), plugin('median')];

const base: Pick<Preset, 'folds' | 'validation' | 'detectors' | 'defenses' | 'policy'> = {
  folds: 2,
  validation: 0.2,
  detectors: [plugin('denoise-consistency')],
  defenses,
  policy,
};

export const presets: Readonly<Record<PresetName, Preset>> = {
  demo: {
    ...base,
    seeds: [1],
    scoring: { views: 2, trainViews: 4, defendedViews: 1, retainSubjects: 24, maxNewTokens: 4, batch: 64 },
    probes: [
      probe('direct'),
      probe('noise', { epsilon: '12/255', draws: 2 }),
      probe('relearn', {}),
      probe('sua', { epsilon: '12/255', steps: 100, images: 8 }),
    ],
    controls: { permutedAnswers: 'targets' },
  },
  screening: {
    ...base,
    seeds: [1],
    scoring: { views: 4, trainViews: 4, defendedViews: 1, retainSubjects: 40, maxNewTokens: 8, batch: 64 },
    probes: [probe('direct')],
    detectors: [],
    defenses: [],
    controls: { permutedAnswers: 'none' },
  },
  standard: {
    ...base,
    seeds: [1, 2, 3],
    scoring: { views: 4, trainViews: 20, defendedViews: 2, retainSubjects: 80, maxNewTokens: 8, batch: 64 },
    probes: [
      probe('direct'),
      probe('noise', { epsilon: '12/255', draws: 5 }),
      probe('relearn', {}),
      probe('sua', { epsilon: '12/255' }),
      probe('sua-reference-code', { epsilon: '12/255' }, { purpose: 'comparison', on: ['target'], seeds: 1 }),
    ],
    controls: { permutedAnswers: 'all' },
  },
};
