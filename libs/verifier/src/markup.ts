/** What the page shows before anything was chosen. Everything else is put in by its script, as text. */

/** Elements that the script looks for. */
export const ids = {
  ...{
    unsupported: 'unsupported',
    form: 'form',
    folder: 'folder',
    archive: 'archive',
    keys: 'keys',
    pem: 'pem',
    roots: 'roots',
  },
  ...{ status: 'status', result: 'result' },
} as const;

export const body = `<main>
<p class="brand">Palimpsest</p>
<h1>Is this evidence what was exported, and who signed it?</h1>
<p>Choose the folder or the file that <code>palimpsest evidence export</code> or a server wrote. It is read by this page on this computer; nothing is sent anywhere.</p>
<p class="muted">Use a copy of this page that did not come with the evidence: whoever forged the one can forge the other.</p>
<noscript><p class="box bad">This page needs its script, which is part of the file. Allow scripts, or use <code>palimpsest verify</code>.</p></noscript>
<div id="${ids.unsupported}" role="alert"></div>
<form id="${ids.form}" hidden>
<fieldset>
<legend>1. The evidence</legend>
<label for="${ids.folder}">Folder of evidence, chosen here or dropped on this field</label>
<input id="${ids.folder}" class="folder" type="file" webkitdirectory multiple>
<label for="${ids.archive}">or the one file that holds it, .tar</label>
<input id="${ids.archive}" type="file" accept=".tar">
</fieldset>
<fieldset>
<legend>2. Whose signature you trust (optional)</legend>
<label for="${ids.keys}">Public keys, PEM files that you have from elsewhere</label>
<input id="${ids.keys}" type="file" accept=".pem,.pub" multiple>
<label for="${ids.pem}">or their text</label>
<textarea id="${ids.pem}" rows="4" spellcheck="false" autocomplete="off" placeholder="-----BEGIN PUBLIC KEY-----"></textarea>
</fieldset>
<fieldset>
<legend>3. Whose time stamps you trust (optional)</legend>
<label for="${ids.roots}">Root certificates of time-stamping authorities, PEM files that you have from elsewhere</label>
<input id="${ids.roots}" type="file" accept=".pem,.crt" multiple>
</fieldset>
<button type="submit">Check</button>
</form>
<p id="${ids.status}" role="status" aria-live="polite"></p>
<section id="${ids.result}" tabindex="-1" aria-label="Result"></section>
</main>`;
