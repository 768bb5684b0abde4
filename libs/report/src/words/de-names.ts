/** What the values that data holds are called in German. */
import type { Names } from './en-names.js';

export const names: Names = {
  verdicts: {
    leak: 'Leck',
    'no-leak-above-bound': 'kein Leck über der Schranke',
    inconclusive: 'unentschieden',
  },
  asks: {
    free: 'frei',
    choice: 'Auswahl',
    cloze: 'Lückentext',
    mcq: 'Mehrfachauswahl',
    'exact-memorisation': 'wörtlich gemerkt',
    'extraction-strength': 'Auszugsstärke',
    'token-set': 'unter ausgewählten Wortstücken',
    membership: 'Zugehörigkeit',
  },
  roles: {
    target: 'Ziel',
    original: 'Original',
    reference: 'Referenz',
    'matched-reference': 'angeglichene Referenz',
  },
  manners: {
    answers: 'antwortet',
    refuses: 'verweigert',
    guesses: 'nennt falsche Werte',
    broken: 'Antworten sind unbrauchbar',
    mixed: 'gemischte Antworten',
  },
  truths: { forgot: 'hat vergessen', hides: 'verbirgt', knows: 'weiß' },
  kinds: { probe: 'Sonde', detector: 'Detektor', defense: 'Abwehr' },
  purposes: {
    confirmatory: 'bestätigend',
    exploratory: 'erkundend',
    comparison: 'zum Vergleich',
    control: 'Kontrolle',
  },
  reasons: {
    'leak-found': {
      plain: 'eine Sonde holte mehr heraus als jede Kontrolle',
      next: 'Die Menschen als nicht vergessen behandeln. Das Modell erneut verlernen lassen und den neuen Stand prüfen.',
    },
    'below-margin': {
      plain: 'jede entscheidende Sonde blieb unter der Toleranz',
      next: 'Nach diesem Plan nichts. Jeden weiteren Modellstand für sich prüfen und die nicht versuchten Angriffe abwägen.',
    },
    'empty-audit': {
      plain: 'es wurde nichts gemessen, das entscheiden könnte',
      next: 'Nachsehen, ob das Original die Menschen kennt, und die Prüfung zu Ende führen.',
    },
    'no-reference': {
      plain: 'es gibt kein Vergleichsmodell, das die Menschen nie kannte',
      next: 'Eine Referenz hinzunehmen: ein ebenso trainiertes Modell ohne diese Menschen.',
    },
    'no-matched-reference': {
      plain: 'es gibt kein Vergleichsmodell, das die Menschen nie kannte und ebenso verweigert',
      next: 'Eine angeglichene Referenz hinzunehmen: eine Referenz mit demselben Verweigerungstraining.',
    },
    'no-prior': {
      plain: 'es ist nicht bekannt, wie oft Raten richtig ist',
      next: 'Im Datensatz angeben, welche Werte jedes Merkmal haben kann.',
    },
    'too-few-subjects': { plain: 'zu wenige Menschen konnten geprüft werden', next: 'Mit mehr Menschen prüfen.' },
    'too-many-nulls': {
      plain: 'zu viele Antworten waren nicht messbar',
      next: 'Herausfinden, warum Antworten ausfallen, und diese Schritte wiederholen.',
    },
    'attack-unhealthy': {
      plain: 'ein Angriff arbeitete nicht, wie er sollte, sodass sein Schweigen nichts besagt',
      next: 'Die Warnungen bei den Angriffen lesen, die Einstellungen ändern und den Angriff wiederholen.',
    },
    'low-power': {
      plain: 'ein Leck der Größe, auf die es ankommt, konnte übersehen werden',
      next: 'Mit mehr Menschen prüfen oder vor dem nächsten Lauf eine größere Toleranz festlegen.',
    },
    'bound-above-margin': {
      plain: 'ein Leck über der Toleranz lässt sich nicht ausschließen',
      next: 'Mit mehr Menschen oder mehr Startwerten prüfen; ein wirkliches Leck zeigt sich mit mehr Daten.',
    },
    'model-broken': {
      plain: 'das Modell ist kaputt: Es antwortet kaum noch',
      next: 'Das nicht für Vergessen halten. Einen Modellstand verlangen, der für andere Menschen noch arbeitet.',
    },
    'reference-knows': {
      plain: 'ein Modell, das die Menschen nie gekannt haben sollte, antwortet über sie',
      next: 'Die Referenz ersetzen: Sie wurde mit diesen Menschen trainiert, oder die Sonde lehrt, was sie fragt.',
    },
    'units-missing': {
      plain: 'die Prüfung ist nicht zu Ende',
      next: 'Die Prüfung fortsetzen und den Bericht neu ausgeben.',
    },
  },
  tiers: ['0, gefragt', '1, angesehen, ungewöhnlich gefragt', '2, angelernt', '3, optimiert'],
  access: { text: 'Text', scores: 'Wahrscheinlichkeiten', gradient: 'Gradienten', weights: 'Gewichte' },
  controls: {
    reference: 'Referenz',
    'matched-reference': 'angeglichene Referenz',
    prior: 'Raten',
    noise: 'Rauschen',
    clean: 'sauberes Bild',
  },
  controlKinds: { null: 'Nullkontrolle', attribution: 'Zuordnung' },
  splits: { forget: 'Vergessen-Gruppe', retain: 'Behalten-Gruppe' },
};
