/**
 * What leaks, attribute by attribute: confirmatory endpoints against the references alone, paired by person.
 * Exploratory: Benjamini–Hochberg over the whole table of a target (SCIENCE §7.7); no verdict comes from here.
 */
import type { AttributeRow, Endpoint, Metric } from '@palimpsest/contracts';
import {
  benjaminiHochberg,
  clusteredMean,
  differenceOfClusteredMeans,
  maximumOverControls,
  type Cluster,
} from '@palimpsest/stats';
import { Rng } from '@palimpsest/tensor';
import type { AuditRecord } from '../ports/work.js';
import type { Case } from '../verdict/case.js';
import { referencesOf } from '../verdict/controls.js';
import { toMetric } from '../verdict/metrics.js';

type Checkpoint = AuditRecord['checkpoints'][number];

/** Strongest endpoint first, attributes by name. Empty where findings hold no counts per person and attribute. */
export function attributeRows(given: Case, target: Checkpoint, endpoints: readonly Endpoint[]): AttributeRow[] {
  const drafts = endpoints
    .filter(({ purpose }) => purpose === 'confirmatory')
    .flatMap((endpoint) => rowsOf(given, target, endpoint));
  const tested = drafts.filter(({ p }) => p !== null);
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p ?? 1));
  return drafts.map((row) => ({ ...row, pAdjusted: adjusted[tested.indexOf(row)] ?? null }));
}

type Draft = Omit<AttributeRow, 'pAdjusted'>;

function rowsOf(given: Case, target: Checkpoint, { id, probe, variant, ask }: Endpoint): readonly Draft[] {
  const { ledger, record } = given;
  const { confidence, leakFloor: floor, resamples } = record.plan.policy;
  const condition = { checkpoint: target.name, probe, variant, ask };
  const references = referencesOf(given, target).map(({ name }) => ({
    name,
    attributes: ledger.attributes({ ...condition, checkpoint: name }),
  }));
  return [...ledger.attributes(condition)].flatMap(([attribute, clusters]): readonly Draft[] => {
    if (clusters.length === 0) return [];
    const rng = new Rng(`attribute/${id}/${attribute}`);
    const leak = maximumOverControls(
      references.map(({ name, attributes }) => ({
        name,
        result: differenceOfClusteredMeans(clusters, attributes.get(attribute) ?? [], {
          confidence,
          resamples,
          rng,
          floor,
        }),
      })),
    );
    return [
      {
        ...{ attribute, endpoint: id, recovery: rate(clusters, confidence) },
        leak: toMetric(leak.status === 'measured' ? leak.leak : leak),
        p: leak.status === 'measured' ? leak.p : null,
      },
    ];
  });
}

const rate = (clusters: readonly Cluster[], confidence: number): Metric =>
  toMetric(clusteredMean(clusters, { confidence }));
