// Each run of the handler on a record, latest first.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { duration, simpleName, stamp } from '../lib/format.js';
import { outcomeWord, words } from '../messages.en.js';

const said = ({ exceptionClass, rootCauseClass, message, until, reason }) => {
  if (until) return html`<div>Asked for another attempt not before ${stamp(until)}</div>`;
  if (reason) return html`<div>${reason}</div>`;
  if (!exceptionClass && !message) return nothing;
  const cause = rootCauseClass && rootCauseClass !== exceptionClass ? html` <span class="muted">caused by ${simpleName(rootCauseClass)}</span>` : nothing;
  return html`<div><b title=${exceptionClass ?? ''}>${simpleName(exceptionClass) ?? 'Unknown exception'}</b>${cause} ${message ?? ''}</div>`;
};

const attempt = run => html`
  <li>
    <div><b>${run.number === 0 ? words.attemptBefore : `Attempt ${run.number}`}</b>
      <span class="outcome" data-outcome=${run.outcome}>${outcomeWord(run.outcome)}</span>
      <span class="at">${run.node ? `after ${duration(run.took)} on ${run.node}, ` : ''}${stamp(run.startedAt)}</span></div>
    ${said(run)}
  </li>`;

export const attemptsCard = ({ attempts, attemptHistory }) => html`
  <section class="card" aria-labelledby="attempts">
    <h2 id="attempts">Attempts here <span class="muted">${attempts}</span></h2>
    ${attemptHistory.length ? html`<ol class="audit attempts">${attemptHistory.map(attempt)}</ol>` : html`<p class="muted">${words.untried}</p>`}
    ${attempts > attemptHistory.length && attemptHistory.length ? html`<p class="muted">The latest ${attemptHistory.length} are shown.</p>` : nothing}
  </section>`;
