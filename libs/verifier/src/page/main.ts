/** The page's script: what was chosen is read, checked and told; whatever goes wrong is told as well. */
import { verifyBundle, type Files } from '@palimpsest/evidence';
import { z } from 'zod';
import { ids } from '../markup.js';
import { chosenFiles } from './chosen-files.js';
import { element } from './element.js';
import { readArchive } from './read-archive.js';
import { readFolder, UnusableFolderError } from './read-folder.js';
import { readRoots } from './read-roots.js';
import { readTrusted } from './read-trusted.js';
import { describeVerification } from './describe-verification.js';
import { whatIsMissing } from './what-is-missing.js';

z.config({ jitless: true }); // the content security policy forbids eval: do not even try

const at = <T extends HTMLElement>(id: keyof typeof ids): T => document.getElementById(ids[id]) as T;
const form = at<HTMLFormElement>('form');

void whatIsMissing().then((missing) => {
  if (missing === null) form.hidden = false;
  else at('unsupported').append(element('p', { class: 'box bad' }, missing));
});

// A folder dropped beside the field would be opened instead of this page.
for (const type of ['dragover', 'drop'] as const)
  document.addEventListener(type, (event) => {
    if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
  });
form.addEventListener('submit', (event) => {
  event.preventDefault();
  check().catch(tell);
});

async function check(): Promise<void> {
  at('result').replaceChildren();
  say('Reading and checking…');
  const files = await chosenEvidence();
  const trusted = await readTrusted(
    [...(at<HTMLInputElement>('keys').files ?? [])],
    at<HTMLTextAreaElement>('pem').value,
  );
  const timeStampRoots = await readRoots([...(at<HTMLInputElement>('roots').files ?? [])]);
  const result = await verifyBundle({ files, trusted, timeStampRoots });
  at('result').replaceChildren(...describeVerification(result, files));
  say('Checked; the result is below.');
  at('result').focus();
}

function chosenEvidence(): Promise<Files> {
  const [archive] = at<HTMLInputElement>('archive').files ?? [];
  const folder = chosenFiles(at('folder'));
  if (!archive) return readFolder(folder);
  if (folder.length === 0) return readArchive(archive);
  throw new UnusableFolderError('Choose the folder or the file, not both: which of them is to be checked?');
}

function say(line: string): void {
  at('status').textContent = line;
}

/** Nothing was checked, and nothing that was shown before stays. */
function tell(thrown: unknown): void {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const foreseen = thrown instanceof UnusableFolderError ? '' : 'Nothing was checked. ';
  at('result').replaceChildren(element('p', { class: 'box bad' }, `${foreseen}${reason}`));
  say('Nothing was checked.');
}
