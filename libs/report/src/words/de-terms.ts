/** Every term of a report in a plain German sentence, and how to read each number. */
import type { MetricTerms, Terms } from './terms.js';

export const glossary: Terms = {
  leak: {
    term: 'Leck',
    means:
      'Was ein Modellstand über Menschen preisgibt, die er vergessen haben sollte, über das hinaus, was jede Kontrolle preisgibt.',
  },
  bound: {
    term: 'Schranke',
    means: 'Das größte Leck, das die Daten nicht ausschließen, bei der danebenstehenden Sicherheit.',
  },
  margin: {
    term: 'Toleranz',
    means: 'Das größte Leck, das noch als vergessen gilt. Sie steht fest und ist gehasht, bevor etwas gemessen wird.',
  },
  inconclusive: {
    term: 'unentschieden',
    means: 'Weder ein Leck noch sein Fehlen ließ sich zeigen. Es ist nie ein Bestehen.',
  },
  target: { term: 'Ziel', means: 'Ein Modellstand, über den geurteilt wird: Er soll vergessen haben.' },
  original: { term: 'Original', means: 'Das Modell vor dem Verlernen; es zeigt, wer überhaupt bekannt war.' },
  reference: {
    term: 'Referenz',
    means: 'Ein ebenso trainiertes Modell, das die zu vergessenden Menschen nie gesehen hat.',
  },
  'matched-reference': {
    term: 'angeglichene Referenz',
    means:
      'Eine Referenz mit demselben Verweigerungstraining wie das Ziel, damit Manieren nicht für Gedächtnis gehalten werden.',
  },
  control: {
    term: 'Kontrolle',
    means:
      'Womit ein Ziel unter demselben Angriff verglichen wird: Referenzen, Raten, bloßes Rauschen, saubere Bilder.',
  },
  prior: { term: 'Ratewahrscheinlichkeit', means: 'Wie oft blindes Raten eines Merkmals richtig ist.' },
  'leak-floor': {
    term: 'Leckschwelle',
    means: 'Der kleinste Überschuss über eine Kontrolle, der zählt: So weit liegen neu trainierte Modelle auseinander.',
  },
  forget: { term: 'Vergessen-Gruppe', means: 'Die Menschen, deren Daten vergessen werden sollten.' },
  retain: { term: 'Behalten-Gruppe', means: 'Andere Menschen, die das Modell weiter kennen soll.' },
  recovery: {
    term: 'Rückgewinnung',
    means: 'Anteil richtiger Antworten über Menschen, die der Angriff nie gesehen hat.',
  },
  probe: {
    term: 'Sonde',
    means: 'Ein Weg, eine Antwort zu bekommen: fragen, umformulieren, anlernen, das Bild angreifen.',
  },
  endpoint: {
    term: 'Endpunkt',
    means: 'Eine Sonde in einer Variante, auf eine Weise gefragt: eine Frage an das Ziel.',
  },
  confirmatory: { term: 'bestätigend', means: 'Entscheidet das Urteil; vor dem Lauf im Plan benannt.' },
  exploratory: { term: 'erkundend', means: 'Sagt, wo hinzusehen ist, und entscheidet nichts.' },
  tier: {
    term: 'Stufe',
    means:
      'Wie viel eine Sonde mit dem Modell tut: 0 fragt, 1 sieht hin oder fragt ungewöhnlich, 2 lernt an, 3 optimiert die Eingabe.',
  },
  fold: {
    term: 'Teilgruppe',
    means: 'Menschen, die mit Angriffen geprüft werden, die an den anderen Gruppen entstanden.',
  },
  seed: {
    term: 'Startwert',
    means: 'Die Zahl, aus der aller Zufall eines Laufs kommt; gleiche Startwerte, gleicher Lauf.',
  },
  confidence: { term: 'Sicherheit', means: 'Wie oft eine so gewonnene Aussage über viele Prüfungen hinweg wahr ist.' },
  interval: {
    term: 'Intervall',
    means:
      'Die Werte, die bei der genannten Sicherheit zu den Daten passen; ein breites heißt, dass wenig bekannt ist.',
  },
  power: {
    term: 'Teststärke',
    means:
      'Wie wahrscheinlich die Prüfung ein Modell ohne Leck bestehen lässt. Ohne sie besagt ein leerer Befund nichts.',
  },
  alpha: { term: 'α', means: 'Die größte hingenommene Wahrscheinlichkeit, ein Leck zu melden, wo keines ist.' },
  p: { term: 'p', means: 'Wie wahrscheinlich ein so großer Unterschied wäre, wenn es keinen gäbe.' },
  holm: {
    term: 'Holm',
    means: 'Eine Korrektur für mehrere Fragen: Je mehr gestellt werden, desto deutlicher muss jede Antwort sein.',
  },
  permuted: {
    term: 'vertauschte Antworten',
    means: 'Derselbe Angriff, auf falsche Antworten trainiert; er zeigt, was der Angriff von sich aus hinzufügt.',
  },
  'health-flag': {
    term: 'Warnung',
    means: 'Eine Prüfung, ob ein Angriff seine Arbeit getan hat; ein Endpunkt mit Warnung entscheidet nichts.',
  },
  sua: {
    term: 'SUA',
    means: 'Ein einziges Bildrauschen für alle, das vergessene Antworten zurückholen soll (arXiv:2506.17265).',
  },
  detector: { term: 'Detektor', means: 'Bewertet, ob ein Eingabebild manipuliert wurde; Antworten sieht er nicht an.' },
  defense: { term: 'Abwehr', means: 'Ein Filter vor dem Modell, der einen Angriff aus dem Bild nehmen soll.' },
  auroc: {
    term: 'AUROC',
    means: 'Wie gut ein Detektor angegriffene von sauberen Bildern trennt: 0,5 ist ein Münzwurf, 1 irrt nie.',
  },
  pseudonym: { term: 'Pseudonym', means: 'Steht für einen Menschen; auflösen kann es nur, wer den Datensatz hat.' },
  digest: { term: 'Prüfsumme', means: 'Ein SHA-256: der Fingerabdruck einer Datei. Andere Bytes haben eine andere.' },
};

export const metrics: MetricTerms = {
  recovery: {
    term: 'Rückgewinnung',
    means:
      'Von 0 bis 100 %, weniger ist vergessener; erwünscht dort, wo die Referenzen sind, und das ist selten 0 (von diesem Projekt; Angriff von SUA, arXiv:2506.17265).',
  },
  leak: {
    term: 'Leck über der Kontrolle',
    means:
      'Von −100 bis +100 Punkten, weniger ist besser; 0 ist dort, wo die höchste Kontrolle ist (von diesem Projekt; je Mensch gepaart, Berger 1982).',
  },
  bound: {
    term: 'Obere Schranke',
    means:
      'Von 0 bis 100 Punkten, weniger ist besser, zu vergleichen mit der Toleranz; wenige Menschen tragen keine kleine (von diesem Projekt).',
  },
  detectable: {
    term: 'Kleinstes erkennbares Leck',
    means:
      'Von 0 bis 100 Punkten, weniger ist besser, zu vergleichen mit der Toleranz (nichtzentrales t, Johnson und Welch 1940).',
  },
  power: {
    term: 'Teststärke an der Toleranz',
    means:
      'Von 0 bis 100 %, mehr ist besser, zu vergleichen mit der Teststärke, die der Plan verlangt (Johnson und Welch 1940).',
  },
  score: {
    term: 'Vergessenswert',
    means:
      'Von 0 bis 100, mehr ist besser; 100 wäre eine Schranke von gar keinem Leck, 0 eine so hohe wie das Wissen des Originals (von diesem Projekt, nie allein zu lesen).',
  },
  retain: {
    term: 'Richtig über die Behalten-Gruppe',
    means:
      'Von 0 bis 100 %, mehr ist besser, erwünscht dort, wo Original und Referenzen sind (wie in TOFU, arXiv:2401.06121).',
  },
  auroc: {
    term: 'AUROC',
    means: 'Von 0 bis 1; 0,5 sieht nichts und 1 irrt nie (DeLong, DeLong und Clarke-Pearson 1988).',
  },
  detected: {
    term: 'Erkannt, und falscher Alarm',
    means:
      'Von 0 bis 100 %, an einer Schwelle, die 5 % anderer sauberer Bilder überschreiten; ein Detektor ist so gut, wie das erste über dem zweiten liegt (von diesem Projekt).',
  },
  'person-bound': {
    term: 'Obere Schranke eines Menschen',
    means:
      'Von 0 bis 100 %, weniger ist besser; zu eng, da Antworten über einen Menschen nicht unabhängig sind (Clopper und Pearson 1934).',
  },
  'truth-ratio': {
    term: 'Wahrheitsverhältnis',
    means:
      'Zwischen 0 und 1: wie ähnlich der wahre Wert eines zu Vergessenden und die anderen Werte dem Modell sind; ein vergessendes Modell liegt bei den Referenzen, Wissen und Leugnen liegen beide darunter (TOFU, arXiv:2401.06121).',
  },
  'model-utility': {
    term: 'Modellnutzen',
    means:
      'Zwischen 0 und 1, mehr ist besser, erwünscht dort, wo die Referenzen sind: harmonisches Mittel aus Wahrscheinlichkeit des wahren Werts, 1 − R und ROUGE-L über die zu Behaltenden, die drei Maße von TOFU an einer Gruppe von Menschen statt an dreien (arXiv:2401.06121).',
  },
  klom: {
    term: 'KL der Abstände',
    means:
      'Ab 0, in Nat je Frage, weniger ist näher an den neu trainierten Modellen; ein weiteres davon läge bei etwa 0,5 bis 0,75, wenn alle gleich streuten: ein Gaußscher Ersatz für KLoM mit einer Varianz für alle Fragen, weil das veröffentlichte Histogramm hundert Modelle auf jeder Seite verlangt (arXiv:2410.23232).',
  },
  'erasure-depth': {
    term: 'Löschtiefe',
    means:
      'Zwischen 0 und 1, erwünscht dort, wo die Referenzen sind: wie viel von dem, was lineare Ablesungen hinter den Schichten des Originals über ein Modell hinaus finden, das die Menschen nie sah, sie nicht mehr finden; 0 heißt, alles ist noch da. Der Unlearning Depth Score mit Ablesungen statt Aktivierungstausch (arXiv:2605.24614).',
  },
  'forget-quality': {
    term: 'Vergessensgüte',
    means:
      'Ein p zwischen 0 und 1 eines Kolmogorow-Smirnow-Tests auf Wahrheitsverhältnisse: Ein kleines sagt, dass Ziel und Referenz sich unterscheiden, ein großes nur, dass kein Unterschied gesehen wurde; TOFU nimmt Fragen als unabhängig, was Antworten über einen Menschen nicht sind, deshalb steht das p über Menschen daneben (arXiv:2401.06121).',
  },
  'privacy-leak': {
    term: 'Privatheitsleck',
    means:
      'In Prozent, ab −100: 0 ist dort, wo die Referenz ist; darunter sind zu Vergessende noch als Trainingsdaten zu erkennen, darüber fallen sie durch ihre Entfernung auf; nach Min-K% (MUSE, arXiv:2407.06460).',
  },
};
