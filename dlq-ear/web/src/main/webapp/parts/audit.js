// Who did what to a record, latest first.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { stamp } from '../lib/format.js';
import { words } from '../messages.en.js';
import { problemNote } from './problem.js';

const action = name => name.toLowerCase().replaceAll('_', ' ');

const entry = ({ at, actor, action: what, result, details }) => html`
  <li>
    <div><b>${actor}</b> ${action(what)} <span class="result" data-result=${result}>${result.toLowerCase()}</span> <span class="at">${stamp(at)}</span></div>
    ${Object.keys(details).length ? html`<dl class="details">${Object.entries(details)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>` : nothing}
  </li>`;

export function auditTrail(entries, problem, may) {
  const body = () => {
    if (!may.allowed) return html`<p class="muted">${words.needsRole('read the audit trail', may.requiredRole)}</p>`;
    if (problem) return problemNote(problem);
    if (entries === null) return html`<p class="muted">Loading…</p>`;
    return entries.length ? html`<ol class="audit">${entries.map(entry)}</ol>` : html`<p class="muted">Nobody has touched this record yet.</p>`;
  };
  return html`<section class="card" aria-labelledby="audit"><h2 id="audit">Audit trail</h2>${body()}</section>`;
}
