/** What an attack looks like: a person's image clean, δ × 10, perturbed, and behind each defense. */
import type { AttackFinding, FindingArtifact, PictureStrip } from '@palimpsest/contracts';
import type { Case } from '../verdict/case.js';
import { variantGroup } from '../verdict/ledger.js';

/** One strip per target, probe, variant and person: the first seed and the first draw. */
export function pictureStrips({ ledger }: Case): PictureStrip[] {
  const strips = ledger.attacks.flatMap(stripsOf);
  const key = ({ checkpoint, probe, variant, subject }: PictureStrip) =>
    [checkpoint, probe, variantGroup(variant), subject].join('\n');
  const keys = strips.map(key);
  return strips.filter((strip, index) => keys.indexOf(key(strip)) === index);
}

function stripsOf({ checkpoint, probe, variant, artifacts }: AttackFinding): readonly PictureStrip[] {
  const noise = artifacts.find(({ kind }) => kind === 'noise-x10');
  const subjects = [...new Set(artifacts.flatMap(({ subject }) => subject ?? []))];
  return subjects.flatMap((subject) => {
    const own = artifacts.filter((artifact) => artifact.subject === subject);
    const clean = own.find(({ kind }) => kind === 'clean');
    const perturbed = own.find(({ kind }) => kind === 'perturbed');
    if (!clean) return [];
    return [
      {
        ...{ checkpoint: checkpoint.name, probe: probe.label, variant, subject },
        clean: pictureOf(clean),
        noise: noise ? pictureOf(noise) : null,
        perturbed: perturbed ? pictureOf(perturbed) : null,
        denoised: own
          .filter(({ kind }) => kind === 'denoised')
          .map((artifact) => ({ defense: artifact.label, picture: pictureOf(artifact) })),
      },
    ];
  });
}

const pictureOf = ({ artifact, width = 0, height = 0 }: FindingArtifact) => ({ artifact, width, height });
