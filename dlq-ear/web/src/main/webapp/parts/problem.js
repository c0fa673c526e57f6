// A problem, told in place: what happened and what to do.
import { html, nothing } from '../vendor/lit-html/lit-html.js';

export const problemNote = (problem, extra = nothing) => html`
  <div class="note bad" role="alert">
    <strong>${problem.title ?? 'Something went wrong'}</strong>
    <p>${problem.detail ?? problem.message}</p>
    ${problem.traceId ? html`<p class="muted">Trace <code>${problem.traceId}</code> finds it in the server's log.</p>` : nothing}
    ${extra}
  </div>`;
