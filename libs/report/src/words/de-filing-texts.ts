/** A filing in German, by its English texts. Names in braces as in the English. */
import type { FilingTexts } from './filing-texts.js';

const notice: FilingTexts = {
  'Evidence for, not proof of, compliance, and not legal advice. A controller and an authority decide; requirements are paraphrased, and each says how far its wording was checked.':
    'Belege für die Einhaltung, kein Nachweis, und keine Rechtsberatung. Es entscheiden Verantwortliche und Behörde; Anforderungen sind umschrieben, und bei jeder steht, wie weit ihr Wortlaut geprüft wurde.',
};

const sentences: FilingTexts = {
  'No person has a bound of their own.': 'Keine Person hat eine eigene Schranke.',
  'The largest bound of any person is {largest} ({checkpoint}); {above} are above {threshold}, {unmeasured} have none.':
    'Die größte Schranke einer Person ist {largest} ({checkpoint}); {above} liegen über {threshold}, {unmeasured} haben keine.',
  '{class} was tried through ': '{class} wurde versucht: ',
  ' and ': ' und ',
  ', not through {channels}': ', nicht {channels}',
  'The report has no target.': 'Der Bericht hat kein Ziel.',
  'Through {channels} alone: ': 'Nur {channels}: ',
  'Nothing that decides was tried through {channels}.': 'Nichts Entscheidendes wurde {channels} versucht.',
  'Probes, margins, seeds and the rule of the verdict were fixed and hashed before any result existed.':
    'Sonden, Toleranzen, Startwerte und die Regel des Urteils waren festgelegt und gehasht, bevor es ein Ergebnis gab.',
  'Every finding is bound by one digest; from the findings the report can be drawn again.':
    'Alle Befunde sind durch eine Prüfsumme gebunden; aus ihnen lässt sich der Bericht wieder erstellen.',
  'This form carries no date and no signature.': 'Diese Form trägt weder Datum noch Signatur.',
  'The report was drawn on {day}; it is not signed in itself.':
    'Der Bericht wurde am {day} erstellt; für sich ist er nicht signiert.',
  'The files of the checkpoint are named by digest.': 'Die Dateien des Modellstands sind durch Prüfsummen benannt.',
  'The files of {count} checkpoints are named by digest.':
    'Die Dateien von {count} Modellständen sind durch Prüfsummen benannt.',
  'The data set whose people were asked about is named by digest.':
    'Der Datensatz, nach dessen Menschen gefragt wurde, ist durch eine Prüfsumme benannt.',
  'The report says what it does not show: {limits} limits, {gaps} gaps with their reasons.':
    'Der Bericht sagt, was er nicht zeigt: Grenzen ({limits}) und Lücken ({gaps}) mit ihren Gründen.',
  'No request is linked.': 'Es ist kein Ersuchen verknüpft.',
  'Of {linked} linked requests {late} are late and {open} still open.':
    'Verknüpfte Ersuchen: {linked}, davon verspätet: {late}, noch offen: {open}.',
  'No request lists the checkpoints in service and their copies.':
    'Kein Ersuchen führt auf, welche Modellstände und Kopien im Einsatz sind.',
  'All {count} listed checkpoints and copies were audited.':
    'Alle aufgeführten Modellstände und Kopien ({count}) wurden geprüft.',
  'Not audited though listed in service: {names}.': 'Als im Einsatz aufgeführt, aber nicht geprüft: {names}.',
};

const cellReasons: FilingTexts = {
  'no probe of this plan tries it': 'keine Sonde dieses Plans versucht es',
  'its probes measured nothing': 'ihre Sonden haben nichts gemessen',
  '{same} of {all} endpoints got more out than every control; the worst is {endpoint}':
    '{same} von {all} Endpunkten holten mehr heraus als jede Kontrolle; der schlimmste ist {endpoint}',
  '{same} of {all} endpoints bounded': '{same} von {all} Endpunkten beschränkt',
  '{same} of {all} endpoints bounded; the widest bound is {bound}':
    '{same} von {all} Endpunkten beschränkt; die weiteste Schranke ist {bound}',
  '{same} of {all} endpoints show neither a leak nor its absence':
    '{same} von {all} Endpunkten zeigen weder ein Leck noch sein Fehlen',
};

const confidenceReasons: FilingTexts = {
  'with so few questions each, nobody can be bounded below {reach} even if nothing comes out; guessing is in these bounds':
    'bei so wenigen Fragen je Person lässt sich niemand unter {reach} beschränken, selbst wenn nichts herauskommt; Raten ist in diesen Schranken enthalten',
  'answers about one person are correlated and the bounds ignore it; guessing is in them':
    'Antworten zu einer Person hängen zusammen, was die Schranken nicht berücksichtigen; Raten ist in ihnen enthalten',
  'read from the report itself': 'dem Bericht selbst entnommen',
  'the signature comes with the evidence folder (palimpsest evidence export)':
    'die Signatur liegt dem Beweisordner bei (palimpsest evidence export)',
  'that these very files are in service is taken on trust': 'dass genau diese Dateien im Einsatz sind, wird geglaubt',
  'where the training data came from is not known to an audit':
    'woher die Trainingsdaten kamen, weiß eine Prüfung nicht',
  'dates are as they were recorded': 'Daten wie sie eingetragen wurden',
  'copies are told apart by name, and one that nobody listed is not known':
    'Kopien werden nach Namen unterschieden, und eine, die niemand aufgeführt hat, ist nicht bekannt',
  'exploratory endpoints only: not corrected for the number of questions asked':
    'nur erkundende Endpunkte: nicht für die Zahl der Fragen korrigiert',
  '{people} people, corrected for all endpoints at α = {alpha}':
    '{people} Menschen, für alle Endpunkte korrigiert bei α = {alpha}',
  'bounded at {confidence} for {people} people and the attacks of this plan':
    'beschränkt mit {confidence} Sicherheit für {people} Menschen und die Angriffe dieses Plans',
  'neither a leak nor its absence could be shown': 'weder ein Leck noch sein Fehlen ließ sich zeigen',
  'nothing was measured for it': 'dafür wurde nichts gemessen',
  'no part of a report speaks to it': 'kein Teil eines Berichts spricht dazu',
};

const triggers: FilingTexts = {
  'those days have passed; no text sets their number, this one is ours':
    'diese Tage sind um; kein Text legt ihre Zahl fest, diese ist unsere',
  'the digest of the files in service is another than the audited one':
    'die Prüfsumme der Dateien im Einsatz ist eine andere als die geprüfte',
  'a checkpoint is put into service in another precision: rounding can bring back what was unlearned':
    'ein Modellstand geht in anderer Genauigkeit in den Einsatz: Runden kann Verlerntes zurückbringen',
  'an adapter is added, removed or merged': 'ein Adapter kommt hinzu, entfällt oder wird verschmolzen',
  'a checkpoint is trained further, distilled or merged with another':
    'ein Modellstand wird weitertrainiert, destilliert oder mit einem anderen verschmolzen',
  'somebody asks to be erased who is not among the audited people':
    'jemand verlangt Löschung, der nicht unter den geprüften Menschen ist',
  'a class of attack that was not tested here becomes practicable':
    'eine Angriffsart, die hier nicht geprüft wurde, wird durchführbar',
};

const profiles: FilingTexts = {
  'European Union': 'Europäische Union',
  'United Kingdom': 'Vereinigtes Königreich',
  California: 'Kalifornien',
  'United States, federal': 'Vereinigte Staaten, Bundesrecht',
  'No jurisdiction': 'keine Rechtsordnung',
  'A model may hold personal data: what comes out of its weights counts like what comes out of its replies (EDPB Opinion 28/2024).':
    'Ein Modell kann personenbezogene Daten enthalten: Was aus seinen Gewichten kommt, zählt wie das, was aus seinen Antworten kommt (EDSA-Stellungnahme 28/2024).',
  'Read as the Hamburg authority did in its discussion paper of July 2024: a language model stores no personal data, and rights of data subjects concern what a system takes in and puts out. Only queries decide; what comes out of the weights is shown beside it. The EDPB has since taken another view (Opinion 28/2024).':
    'Gelesen wie die Hamburger Behörde in ihrem Diskussionspapier vom Juli 2024: Ein Sprachmodell speichert keine personenbezogenen Daten, und Betroffenenrechte gelten dem, was ein System aufnimmt und ausgibt. Nur Anfragen entscheiden; was aus den Gewichten kommt, steht daneben. Der EDSA hat seither anders Stellung genommen (Stellungnahme 28/2024).',
  'AB 1008 asks whether a system is capable of outputting personal information. Attacks that need the weights count too: whether they should is for counsel to say.':
    'AB 1008 fragt, ob ein System personenbezogene Angaben ausgeben kann. Auch Angriffe, die die Gewichte brauchen, zählen: Ob sie es sollten, ist eine Frage an die Rechtsberatung.',
  'What comes out of the weights counts like what comes out of the replies.':
    'Was aus den Gewichten kommt, zählt wie das, was aus den Antworten kommt.',
  'The AI Act rows are duties of providers of high-risk systems; whether a system is one is not decided here.':
    'Die Zeilen zur KI-Verordnung sind Pflichten von Anbietern von Hochrisiko-Systemen; ob ein System eines ist, wird hier nicht entschieden.',
  'Opinions of the EDPB do not bind here. Amendments of the UK GDPR were not checked.':
    'Stellungnahmen des EDSA binden hier nicht. Änderungen der UK GDPR wurden nicht geprüft.',
  'There is no general federal right to erasure; an order says what is due and when.':
    'Ein allgemeines Recht auf Löschung gibt es im Bundesrecht nicht; eine Anordnung sagt, was wann fällig ist.',
};

const gdpr: FilingTexts = {
  'Whoever has a ground for it can have their personal data erased, and the controller has to do so without undue delay.':
    'Wer einen Grund dafür hat, kann seine personenbezogenen Daten löschen lassen, und der Verantwortliche muss dies unverzüglich tun.',
  'That the data are erased everywhere: training sets, backups, logs and copies nobody listed are not looked at. Whether a ground or an exception applies is a question of law.':
    'Dass die Daten überall gelöscht sind: Trainingsdaten, Sicherungen, Protokolle und Kopien, die niemand aufgeführt hat, werden nicht angesehen. Ob ein Grund oder eine Ausnahme greift, ist eine Rechtsfrage.',
  'The controller answers for the principles of Art. 5(1) and has to be able to demonstrate that they are kept.':
    'Der Verantwortliche steht für die Grundsätze des Art. 5 Abs. 1 ein und muss nachweisen können, dass sie eingehalten werden.',
  'That the audited files are those in service, and anything about processing that does not go through the model.':
    'Dass die geprüften Dateien die im Einsatz sind, und alles über Verarbeitung, die nicht durch das Modell geht.',
  'The person is told what was done within one month of the request; two more months are possible for complex or many requests, if the person hears of it and why within the first.':
    'Die Person erfährt innerhalb eines Monats nach dem Ersuchen, was geschehen ist; zwei weitere Monate sind bei schwierigen oder vielen Ersuchen möglich, wenn sie davon und vom Grund im ersten erfährt.',
  'What the person was told, and that the recorded dates are the true ones.':
    'Was der Person gesagt wurde, und dass die eingetragenen Daten stimmen.',
  'Security of processing includes a process that regularly tests and evaluates whether the measures work.':
    'Zur Sicherheit der Verarbeitung gehört ein Verfahren, das regelmäßig prüft und bewertet, ob die Maßnahmen wirken.',
  'That audits are repeated, and anything about measures outside the model.':
    'Dass Prüfungen wiederholt werden, und alles über Maßnahmen außerhalb des Modells.',
  'Before processing that is likely to be a high risk for people, its impact on the protection of personal data is assessed.':
    'Vor einer Verarbeitung, die voraussichtlich ein hohes Risiko für Menschen ist, werden ihre Folgen für den Schutz personenbezogener Daten abgeschätzt.',
  'The assessment itself: necessity, proportionality, the other risks and what is done about them.':
    'Die Abschätzung selbst: Notwendigkeit, Verhältnismäßigkeit, die übrigen Risiken und was gegen sie getan wird.',
  'retained text of 2016-04-27; later amendments not checked':
    'beibehaltener Text vom 2016-04-27; spätere Änderungen nicht geprüft',
};

const edpb: FilingTexts = {
  'A model counts as anonymous only if, for the people in its training data, both direct extraction from the model and obtaining data by queries are insignificantly likely, with all means reasonably likely to be used.':
    'Ein Modell gilt nur dann als anonym, wenn für die Menschen in seinen Trainingsdaten sowohl das direkte Auslesen aus dem Modell als auch das Erlangen von Daten durch Anfragen unwesentlich wahrscheinlich ist, mit allen Mitteln, deren Einsatz nach allgemeinem Ermessen wahrscheinlich ist.',
  'That a likelihood is insignificant, which no text puts in numbers; people who were not audited; means that no probe tries.':
    'Dass eine Wahrscheinlichkeit unwesentlich ist, was kein Text beziffert; Menschen, die nicht geprüft wurden; Mittel, die keine Sonde versucht.',
  'Testing should be structured and cover the known attacks: inference of attributes and of membership, exfiltration, regurgitation, inversion, reconstruction.':
    'Geprüft werden soll planvoll und gegen die bekannten Angriffe: Erschließen von Merkmalen und von Zugehörigkeit, Exfiltration, Wiedergabe von Trainingsdaten, Inversion, Rekonstruktion.',
  'Resistance to attacks that are not tried. No probe tries model inversion or reconstruction.':
    'Widerstand gegen Angriffe, die nicht versucht werden. Modell-Inversion und Rekonstruktion versucht keine Sonde.',
  'It should be documented what was tested, by whom, when, how and with which result.':
    'Es soll dokumentiert sein, was von wem, wann, wie und mit welchem Ergebnis geprüft wurde.',
  'Advice of a data protection officer, and measures taken before training.':
    'Rat einer oder eines Datenschutzbeauftragten, und Maßnahmen vor dem Training.',
};

const aiAct: FilingTexts = {
  'The technical documentation has the procedures, data and metrics of testing, and logs and reports of tests that are dated and signed by whoever is responsible.':
    'Die technische Dokumentation enthält Verfahren, Daten und Maße der Prüfung sowie Protokolle und Berichte der Tests, datiert und von den Verantwortlichen unterschrieben.',
  'Who is responsible, and tests of accuracy, robustness or discrimination that are no audit of unlearning.':
    'Wer verantwortlich ist, und Tests von Genauigkeit, Robustheit oder Diskriminierung, die keine Prüfung des Verlernens sind.',
  'High-risk systems record events automatically over their lifetime.':
    'Hochrisiko-Systeme zeichnen über ihre Lebensdauer Ereignisse selbsttätig auf.',
  'Anything: this is about logs of the system in use. Palimpsest logs its own audits.':
    'Alles: Hier geht es um Protokolle des Systems im Einsatz. Palimpsest protokolliert seine eigenen Prüfungen.',
  'High-risk systems resist, where appropriate, attacks such as adversarial inputs and attacks on confidentiality.':
    'Hochrisiko-Systeme widerstehen, wo es angebracht ist, Angriffen wie feindlichen Eingaben und Angriffen auf die Vertraulichkeit.',
  'Resistance to poisoning, or to adversarial inputs that want something else than forgotten facts.':
    'Widerstand gegen Vergiftung oder gegen feindliche Eingaben, die anderes wollen als vergessene Tatsachen.',
  'The provider keeps the technical documentation at the authorities’ disposal for ten years.':
    'Der Anbieter hält die technische Dokumentation zehn Jahre lang für die Behörden bereit.',
  'Anything: whether documents are kept is not in a report. A signed evidence folder can be verified years later without a server.':
    'Alles: Ob Unterlagen aufbewahrt werden, steht in keinem Bericht. Ein signierter Beweisordner lässt sich noch nach Jahren ohne Server prüfen.',
};

const california: FilingTexts = {
  'Personal information can exist in an AI system that is capable of outputting it.':
    'Personenbezogene Angaben können in einem KI-System enthalten sein, das sie ausgeben kann.',
  'That a system is incapable of it: only that these attempts got nothing beyond a bound.':
    'Dass ein System dazu nicht imstande ist: nur dass diese Versuche nichts über eine Schranke hinaus ergaben.',
  'Consumers can have the personal information collected from them deleted; service providers and contractors are told to do the same.':
    'Verbraucher können die über sie erhobenen Angaben löschen lassen; Dienstleister und Auftragnehmer werden angewiesen, es ebenso zu tun.',
  'Deletion outside the model, what others were told, and whether an exception applies.':
    'Löschung außerhalb des Modells, was anderen gesagt wurde, und ob eine Ausnahme greift.',
  'The answer is due within 45 days of the request; 45 more once, with notice and a reason within the first.':
    'Die Antwort ist innerhalb von 45 Tagen nach dem Ersuchen fällig; einmal 45 weitere, mit Mitteilung und Grund in den ersten.',
  'What the consumer was told, confirmation of receipt, and that the recorded dates are the true ones.':
    'Was dem Verbraucher gesagt wurde, die Eingangsbestätigung, und dass die eingetragenen Daten stimmen.',
  'in force 2025-01-01': 'in Kraft seit 2025-01-01',
};

const ftc: FilingTexts = {
  'Models and algorithms developed with the data are deleted or destroyed, in whole and with what was derived of them.':
    'Modelle und Algorithmen, die mit den Daten entwickelt wurden, werden gelöscht oder zerstört, ganz und mit allem, was aus ihnen hervorging.',
  'Deletion. Unlearning is not what these orders ask for; an audit can show that a copy still holds the data, and which copies were looked at.':
    'Löschung. Verlernen ist nicht, was diese Anordnungen verlangen; eine Prüfung kann zeigen, dass eine Kopie die Daten noch enthält, und welche Kopien angesehen wurden.',
  'orders of 2019 to 2022': 'Anordnungen von 2019 bis 2022',
};

const nist: FilingTexts = {
  'Security and resilience of the system are evaluated, and the evaluation is documented.':
    'Sicherheit und Widerstandsfähigkeit des Systems werden bewertet, und die Bewertung wird dokumentiert.',
  'Security of anything around the model.': 'Sicherheit von allem um das Modell herum.',
  'The privacy risk of the system is examined, and the examination is documented.':
    'Das Risiko des Systems für die Privatsphäre wird untersucht, und die Untersuchung wird dokumentiert.',
  'Privacy risks that do not come out of the model’s weights or replies.':
    'Risiken für die Privatsphäre, die nicht aus Gewichten oder Antworten des Modells kommen.',
  'Red teams try whether training data come out, and membership inference, model extraction and the revealing of personal information.':
    'Red Teams versuchen, ob Trainingsdaten herauskommen, dazu das Erschließen von Zugehörigkeit, das Auslesen des Modells und das Preisgeben personenbezogener Angaben.',
  'Extraction of the model itself, and copyrighted or confidential material that is no person’s.':
    'Auslesen des Modells selbst, und geschütztes oder vertrauliches Material, das keiner Person gehört.',
  'There are means, and people responsible, to replace or switch off a system that behaves otherwise than intended.':
    'Es gibt Mittel und Zuständige, um ein System zu ersetzen oder abzuschalten, das sich anders verhält als gedacht.',
  'The means themselves. Linked requests say which checkpoints and copies they would have to reach.':
    'Die Mittel selbst. Verknüpfte Ersuchen sagen, welche Modellstände und Kopien sie erreichen müssten.',
};

const iso42001: FilingTexts = {
  'Impacts of AI systems on people are assessed.': 'Auswirkungen von KI-Systemen auf Menschen werden abgeschätzt.',
  'The assessment itself, and impacts other than that data come out of the model.':
    'Die Abschätzung selbst, und andere Auswirkungen als die, dass Daten aus dem Modell kommen.',
  'Verification and validation: measures and criteria for them are defined and documented.':
    'Verifizierung und Validierung: Maßnahmen und Kriterien dafür sind festgelegt und dokumentiert.',
  'Verification of anything else than that people were unlearned.':
    'Verifizierung von anderem, als dass Menschen verlernt wurden.',
  'Technical documentation for whoever needs it.': 'Technische Dokumentation für alle, die sie brauchen.',
  'Documentation of the system around the checkpoint.': 'Dokumentation des Systems um den Modellstand herum.',
  'Recording of event logs.': 'Aufzeichnung von Ereignisprotokollen.',
  'Where data come from is recorded over the life of data and system.':
    'Woher Daten stammen, wird über die Lebensdauer von Daten und System festgehalten.',
  'Where the training data came from: only the audited data set has a digest here.':
    'Woher die Trainingsdaten kamen: Nur der geprüfte Datensatz hat hier eine Prüfsumme.',
  'Responsibilities are shared out with suppliers, customers and others.':
    'Zuständigkeiten sind mit Lieferanten, Kunden und anderen aufgeteilt.',
  'Contracts. That a vendor’s checkpoint was audited shows what was looked at, not who is answerable.':
    'Verträge. Dass der Modellstand eines Anbieters geprüft wurde, zeigt, was angesehen wurde, nicht, wer einsteht.',
};

const mitreAtlas: FilingTexts = {
  'Whether an attacker can tell that somebody was in the training data.':
    'Ob ein Angreifer erkennen kann, dass jemand in den Trainingsdaten war.',
  'Membership attacks with shadow models: none are trained.':
    'Angriffe auf die Zugehörigkeit mit Schattenmodellen: Es werden keine trainiert.',
  'Whether an attacker can reconstruct training data from what the model gives out.':
    'Ob ein Angreifer aus dem, was das Modell ausgibt, Trainingsdaten rekonstruieren kann.',
  'Anything while no probe tries it.': 'Alles, solange keine Sonde es versucht.',
  'Whether inputs made for it bring forgotten facts back.':
    'Ob eigens gemachte Eingaben vergessene Tatsachen zurückbringen.',
  'Adversarial inputs for other ends.': 'Feindliche Eingaben zu anderen Zwecken.',
  'Whether questions get private training data out of the model.':
    'Ob Fragen private Trainingsdaten aus dem Modell holen.',
  'Leaks of prompts, retrieved documents or other users’ data.':
    'Lecks von Anweisungen, herangezogenen Dokumenten oder Daten anderer Nutzer.',
  'techniques as of 2025-11': 'Techniken, Stand 2025-11',
};

/** Names of articles as German lawyers cite them; whatever else is cited keeps its own name. */
const references: FilingTexts = {
  'Art. 17(1)': 'Art. 17 Abs. 1',
  'Art. 5(2)': 'Art. 5 Abs. 2',
  'Art. 12(3)': 'Art. 12 Abs. 3',
  'Art. 32(1)(d)': 'Art. 32 Abs. 1 Buchst. d',
  'Art. 35': 'Art. 35',
  'Art. 11, Annex IV(2)(g)': 'Art. 11, Anhang IV Nr. 2 Buchst. g',
  'Art. 12': 'Art. 12',
  'Art. 15(5)': 'Art. 15 Abs. 5',
  'Art. 18': 'Art. 18',
  'first question, summary': 'erste Frage, Zusammenfassung',
  'on testing': 'zur Prüfung',
  'on documentation': 'zur Dokumentation',
};

export const deFilingTexts: FilingTexts = {
  ...{ ...notice, ...sentences, ...cellReasons, ...confidenceReasons, ...triggers, ...profiles },
  ...{ ...gdpr, ...edpb, ...aiAct, ...california, ...ftc, ...nist, ...iso42001, ...mitreAtlas },
  ...references,
};
