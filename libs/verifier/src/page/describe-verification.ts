/** What was checked and seen, in words: the whole first, then every check, then what none of it proves. */
import { readReport, type Check, type Files, type Verification } from '@palimpsest/evidence';
import { element } from './element.js';

export function describeVerification(result: Verification, files: Files): readonly Node[] {
  return [
    headline(result),
    element('h2', {}, 'What was checked'),
    element('ul', { class: 'checks' }, ...result.checks.map(checkLine)),
    ...(result.intact ? verdictIn(files) : []),
    element('h2', {}, 'This does not prove'),
    element('ul', {}, ...result.notProved.map((line) => element('li', {}, line))),
  ];
}

function headline({ intact, trusted, checks }: Verification): HTMLElement {
  if (!intact)
    return element('p', { class: 'box bad' }, 'This is not what was exported, or not signed by whom you trust.');
  if (trusted) return element('p', { class: 'box good' }, 'Intact, and signed by a key that you trust.');
  const isSigned = checks.some(({ id, state }) => id === 'signature' && state === 'passed');
  return element(
    'p',
    { class: 'box open' },
    isSigned
      ? 'Intact. Whether the signer is who you think is for you to find out: give a public key that you have from elsewhere.'
      : 'The files hang together, but nobody vouches for them: anybody could have made this folder.',
  );
}

const states: Readonly<Record<Check['state'], string>> = {
  ...{ passed: 'Passed', failed: 'Failed', 'not-checked': 'Not checked' },
};

function checkLine({ title, state, details }: Check): HTMLElement {
  return element(
    'li',
    {},
    element('span', { class: `state ${state}` }, states[state]),
    ` · ${title}`,
    ...details.map((line) => element('div', { class: 'details' }, line)),
  );
}

/** Only of a report that is what was exported: it has been read by the checks, so it can be read here. */
function verdictIn(files: Files): readonly Node[] {
  const { title, identity, summary } = readReport(files);
  const rows: readonly (readonly [string, string])[] = [
    ['Report', title],
    ['Audit', identity.audit],
    ['Data', `${identity.dataset.id}, SHA-256 ${identity.dataset.digest}`],
    ['Engine', identity.engine],
    ...summary.targets.map(({ checkpoint, sentence }) => [checkpoint, sentence] as const),
  ];
  return [
    element('h2', {}, 'What the report says'),
    element('p', {}, summary.sentence),
    element('dl', {}, ...rows.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)])),
  ];
}
