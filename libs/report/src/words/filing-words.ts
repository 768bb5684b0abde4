/** What the sections about a filing say around its data, per language. What it says itself: `filing-texts.ts`. */
import type {
  AttackClass,
  Channel,
  ClaimConfidence,
  RequestStanding,
  RequirementState,
  ServedCheckpoint,
  VerdictValue,
  WordingStatus,
} from '@palimpsest/contracts';
import type { Locale } from './locale.js';

export interface FilingWords {
  readonly crosswalk: string;
  readonly requests: string;
  readonly profile: string;
  readonly view: string;
  readonly filedOn: string;
  readonly reproducible: string;
  readonly checkpoints: string;
  readonly requirement: string;
  readonly asks: string;
  readonly claims: string;
  readonly evidence: string;
  readonly stateHead: string;
  readonly confidenceHead: string;
  readonly cannotShow: string;
  readonly rowsCaption: string;
  readonly coverageCaption: string;
  readonly attackClassHead: string;
  readonly notTested: string;
  readonly exploratory: string;
  readonly bound: string;
  readonly peopleCaption: string;
  readonly peopleHead: readonly [string, string, string, string, string];
  readonly validity: string;
  readonly validUntil: (days: number, until: string | null) => string;
  readonly sources: string;
  readonly requestsCaption: string;
  readonly requestHead: readonly [string, string, string, string, string, string];
  readonly noDeadline: string;
  readonly noAnswer: string;
  readonly notAudited: string;
  readonly state: Readonly<Record<RequirementState, string>>;
  readonly confidence: Readonly<Record<ClaimConfidence['level'], string>>;
  readonly wording: Readonly<Record<WordingStatus, string>>;
  readonly attackClass: Readonly<Record<AttackClass, string>>;
  readonly channel: Readonly<Record<Channel, string>>;
  readonly result: Readonly<Record<VerdictValue, string>>;
  readonly standing: Readonly<Record<RequestStanding, string>>;
  readonly derivation: Readonly<Record<NonNullable<ServedCheckpoint['derivedFrom']>['how'], string>>;
}

export const filingWords: Readonly<Record<Locale, FilingWords>> = {
  en: {
    crosswalk: 'Beside the norms',
    requests: 'Requests to be erased',
    profile: 'Profile',
    view: 'Reading',
    filedOn: 'Filed on',
    reproducible: 'no day: the reproducible form',
    checkpoints: 'Checkpoints',
    requirement: 'Requirement',
    asks: 'What it asks',
    claims: 'What the report shows',
    evidence: 'Evidence',
    stateHead: 'State',
    confidenceHead: 'Confidence',
    cannotShow: 'Cannot be shown',
    rowsCaption: 'Requirements, in our own words, and what this report shows for them',
    coverageCaption: 'Classes of attack (EDPB Opinion 28/2024) through both channels: the worst that came out',
    attackClassHead: 'Class of attack',
    notTested: 'not tested',
    exploratory: 'exploratory: not corrected',
    bound: 'bound',
    peopleCaption: 'How much of any one person may still come out: one-sided bounds, guessing included',
    peopleHead: ['Checkpoint', 'People', 'Largest bound', 'Above the threshold', 'Least bound in reach'],
    validity: 'How long it stands',
    validUntil: (days, until) =>
      until === null ? `${days} days from the day it is filed, or until:` : `${days} days, until ${until}, or until:`,
    sources: 'Sources',
    requestsCaption: 'Requests linked to this filing, people by pseudonym',
    requestHead: ['Request', 'Received', 'Due', 'Answered', 'People', 'Checkpoints in service'],
    noDeadline: 'no deadline set',
    noAnswer: 'not yet',
    notAudited: 'not audited',
    state: {
      'evidence-for': 'evidence for',
      partial: 'partial',
      'evidence-against': 'evidence against',
      'not-tested': 'not tested',
      'out-of-scope': 'out of scope',
    },
    confidence: { none: 'none', low: 'low', moderate: 'moderate', high: 'high' },
    wording: {
      'quoted-by-id-only': 'named by its number only',
      'paraphrased-verified': 'paraphrase checked against the text',
      'paraphrased-secondary': 'paraphrase from a secondary source',
      'to-be-verified': 'wording still to be checked',
    },
    attackClass: {
      'attribute-inference': 'attribute inference',
      'membership-inference': 'membership inference',
      exfiltration: 'exfiltration',
      regurgitation: 'regurgitation',
      'model-inversion': 'model inversion',
      reconstruction: 'reconstruction',
    },
    channel: { queries: 'by queries', weights: 'from the weights' },
    result: {
      leak: 'leak',
      'no-leak-above-bound': 'no leak above bound',
      inconclusive: 'inconclusive',
    },
    standing: {
      open: 'open',
      overdue: 'overdue',
      'answered-in-time': 'answered in time',
      'answered-late': 'answered late',
    },
    derivation: {
      quantised: 'quantised from',
      adapter: 'adapter on',
      merged: 'merged from',
      'further-trained': 'trained further from',
      distilled: 'distilled from',
    },
  },
  de: {
    crosswalk: 'Neben den Normen',
    requests: 'Löschersuchen',
    profile: 'Profil',
    view: 'Lesart',
    filedOn: 'Stand',
    reproducible: 'kein Tag: die wiederholbare Form',
    checkpoints: 'Modellstände',
    requirement: 'Anforderung',
    asks: 'Was verlangt wird',
    claims: 'Was der Bericht zeigt',
    evidence: 'Beleg',
    stateHead: 'Stand',
    confidenceHead: 'Sicherheit',
    cannotShow: 'Nicht zu zeigen',
    rowsCaption: 'Anforderungen in eigenen Worten und was dieser Bericht dazu zeigt',
    coverageCaption: 'Angriffsarten (EDSA-Stellungnahme 28/2024) auf beiden Wegen: das Schlimmste, was herauskam',
    attackClassHead: 'Angriffsart',
    notTested: 'nicht geprüft',
    exploratory: 'explorativ: nicht korrigiert',
    bound: 'Schranke',
    peopleCaption: 'Wie viel zu einer einzelnen Person noch herauskommen kann: einseitige Schranken, Raten inbegriffen',
    peopleHead: ['Modellstand', 'Personen', 'Größte Schranke', 'Über der Schwelle', 'Kleinste erreichbare Schranke'],
    validity: 'Wie lange es gilt',
    validUntil: (days, until) =>
      until === null ? `${days} Tage ab dem Tag der Einreichung, oder bis:` : `${days} Tage, bis ${until}, oder bis:`,
    sources: 'Quellen',
    requestsCaption: 'Verknüpfte Ersuchen, Personen unter Pseudonym',
    requestHead: ['Ersuchen', 'Eingegangen', 'Fällig', 'Beantwortet', 'Personen', 'Modellstände im Einsatz'],
    noDeadline: 'keine Frist bestimmt',
    noAnswer: 'noch nicht',
    notAudited: 'nicht geprüft',
    state: {
      'evidence-for': 'spricht dafür',
      partial: 'teilweise',
      'evidence-against': 'spricht dagegen',
      'not-tested': 'nicht geprüft',
      'out-of-scope': 'nicht Gegenstand',
    },
    confidence: { none: 'keine', low: 'gering', moderate: 'mittel', high: 'hoch' },
    wording: {
      'quoted-by-id-only': 'nur mit Nummer genannt',
      'paraphrased-verified': 'Umschreibung am Text geprüft',
      'paraphrased-secondary': 'Umschreibung aus zweiter Hand',
      'to-be-verified': 'Wortlaut noch zu prüfen',
    },
    attackClass: {
      'attribute-inference': 'Attribut-Inferenz',
      'membership-inference': 'Mitgliedschafts-Inferenz',
      exfiltration: 'Exfiltration',
      regurgitation: 'Wiedergabe von Trainingsdaten',
      'model-inversion': 'Modell-Inversion',
      reconstruction: 'Rekonstruktion',
    },
    channel: { queries: 'durch Anfragen', weights: 'aus den Gewichten' },
    result: {
      leak: 'Leck',
      'no-leak-above-bound': 'kein Leck über der Schranke',
      inconclusive: 'nicht entscheidbar',
    },
    standing: {
      open: 'offen',
      overdue: 'überfällig',
      'answered-in-time': 'fristgerecht beantwortet',
      'answered-late': 'verspätet beantwortet',
    },
    derivation: {
      quantised: 'quantisiert aus',
      adapter: 'Adapter auf',
      merged: 'verschmolzen aus',
      'further-trained': 'weitertrainiert aus',
      distilled: 'destilliert aus',
    },
  },
};
