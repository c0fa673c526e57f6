// One dead letter: what failed, where, why, what it carried, and what people did about it.
import { html, nothing, render } from '../vendor/lit-html/lit-html.js';
import * as api from '../lib/api.js';
import { poll } from '../lib/live.js';
import { href } from '../lib/route.js';
import { nameOf, position, simpleName, size, stamp, unknown } from '../lib/format.js';
import { words } from '../messages.en.js';
import { auditTrail } from '../parts/audit.js';
import { payloadCard } from '../parts/payload.js';
import { problemNote } from '../parts/problem.js';
import { openRedrive } from '../parts/redrive-dialog.js';
import { stackTrace } from '../parts/stack-trace.js';
import { statusBadge } from '../parts/status.js';
import { toast } from '../parts/toast.js';

export function recordView(host, id, me) {
  const path = `records/${encodeURIComponent(id)}`;
  const may = name => me.actions.find(action => action.name === name) ?? { allowed: false, requiredRole: 'admin' };
  const state = { record: null, problem: null, audit: null, auditProblem: null, payload: null, payloadProblem: null, revealing: false };
  let closed = false;
  const live = poll(load);
  document.title = 'Record – DLQ Handler';

  async function load(signal) {
    try {
      const { body } = await api.get(path, { signal });
      if (closed) return;
      const changed = state.record?.version !== body.version;
      state.record = body;
      state.problem = null;
      document.title = `${nameOf(body)} – DLQ Handler`;
      if (changed) loadAudit();
    } catch (problem) {
      if (!signal.aborted) {
        state.problem = problem;
        draw();
      }
      throw problem;
    }
    draw();
  }

  async function loadAudit() {
    if (!may('audit').allowed) return;
    try {
      state.audit = (await api.get(`${path}/audit`)).body.items;
      state.auditProblem = null;
    } catch (problem) {
      state.auditProblem = problem;
    }
    draw();
  }

  async function reveal() {
    Object.assign(state, { revealing: true, payloadProblem: null });
    draw();
    try {
      state.payload = (await api.get(`${path}/payload`)).body;
    } catch (problem) {
      state.payloadProblem = problem;
    }
    state.revealing = false;
    draw();
    loadAudit();
  }

  function hide() {
    state.payload = null;
    draw();
  }

  function redrive() {
    openRedrive(state.record, path, {
      done: ({ record, target }) => {
        state.record = { ...record, failure: { ...state.record.failure, ...record.failure } };
        toast(words.redriven(target));
        draw();
        loadAudit();
      },
      reload: async () => (state.record = (await api.get(path)).body),
      refused: loadAudit,
    });
  }

  async function copyCurl() {
    const user = me.user.replaceAll("'", "'\\''");
    const command = `curl -sS --fail-with-body -u '${user}' '${api.address(path)}'`;
    try {
      await navigator.clipboard.writeText(command);
      toast(words.copied);
    } catch {
      // Browsers have no clipboard for pages that come over plain HTTP from another machine.
      prompt(words.copyByHand, command);
    }
  }

  function whyNoRedrive(record) {
    const redriving = may('redrive');
    if (!redriving.allowed) return words.needsRole('redrive', redriving.requiredRole);
    if (record.status !== 'PENDING' && record.status !== 'FAILED') return words.redriveStatus(record.status);
    return ['MISSING', 'POINTER'].includes(record.payload.state) ? words.redriveNoValue : null;
  }

  const heading = record => {
    const why = whyNoRedrive(record);
    return html`
      <div class="heading">
        <h1>${nameOf(record)}</h1>
        ${statusBadge(record.status)}
        <div class="actions">
          ${why ? html`<span class="why" id="why-no-redrive">${why}</span>` : nothing}
          <button type="button" class="quiet" @click=${copyCurl}>Copy as curl</button>
          <button type="button" class="primary" ?disabled=${Boolean(why)} title=${words.redriveMeaning}
            aria-describedby=${why ? 'why-no-redrive' : nothing} @click=${redrive}>Redrive…</button>
        </div>
      </div>`;
  };

  const problems = record => (record.problems.length ? html`
    <div class="note warn"><strong>Stored raw: not everything could be read at intake</strong>
      <ul>${record.problems.map(problem => html`<li>${problem}</li>`)}</ul></div>` : nothing);

  const failure = ({ failure: { exceptionClass, rootCauseClass, message, deliveries, stackTrace: trace } }) => html`
    <section class="card" aria-labelledby="failure">
      <h2 id="failure">Failure</h2>
      ${exceptionClass || message ? html`
        <p class="exception"><b title=${exceptionClass ?? ''}>${simpleName(exceptionClass) ?? 'Unknown exception'}</b>${message ? html`<span>${message}</span>` : nothing}</p>`
      : html`<p>The dead letter does not say why it failed.</p>`}
      <dl class="facts wide">
        <dt>Exception</dt><dd class="code">${exceptionClass ?? unknown()}</dd>
        <dt>Root cause</dt><dd class="code">${rootCauseClass ?? unknown()}</dd>
        <dt>Tried before</dt><dd>${deliveries === null ? unknown() : `${deliveries} ${deliveries === 1 ? 'time' : 'times'}`}</dd>
      </dl>
      ${stackTrace(trace)}
    </section>`;

  const facts = record => html`
    <section class="card" aria-labelledby="summary">
      <h2 id="summary">Summary</h2>
      <dl class="facts">
        <dt>First failed at</dt><dd class="code">${position(record.origin) ?? unknown()}</dd>
        <dt>Consumer group</dt><dd>${record.origin.group ?? unknown()}</dd>
        <dt>Record time</dt><dd>${stamp(record.origin.timestamp)}</dd>
        <dt>Read from</dt><dd class="code">${position(record.source) ?? unknown()}</dd>
        <dt>Taken in</dt><dd>${stamp(record.createdAt)}</dd>
        <dt>Last change</dt><dd>${stamp(record.updatedAt)}</dd>
        <dt>Channel</dt><dd>${record.channel}</dd>
        <dt>Kind of error</dt><dd>${record.errorType.toLowerCase().replaceAll('_', ' ')}</dd>
        <dt>Attempts here</dt><dd>${record.attempts}</dd>
        <dt>Redriven</dt><dd>${record.redriveCount} ${record.redriveCount === 1 ? 'time' : 'times'}</dd>
        <dt>Next attempt</dt><dd>${record.nextAttemptAt ? stamp(record.nextAttemptAt) : 'none planned'}</dd>
        <dt>Written by</dt><dd>${record.dialects.length ? record.dialects.join(', ') : unknown()}</dd>
        <dt>Key</dt><dd>${record.payload.keyBytes === null ? 'null' : size(record.payload.keyBytes)}</dd>
        <dt>Value</dt><dd>${record.payload.valueBytes === null ? record.payload.state.toLowerCase() : size(record.payload.valueBytes)}</dd>
        <dt>Id</dt><dd class="code">${record.id}</dd>
        <dt>Version</dt><dd>${record.version}</dd>
      </dl>
    </section>`;

  const page = record => html`
    ${heading(record)}
    ${state.problem ? problemNote(state.problem) : nothing}
    ${problems(record)}
    <div class="columns">
      <div>
        ${failure(record)}
        ${payloadCard(record, state, may('reveal'), { reveal, hide })}
        ${auditTrail(state.audit, state.auditProblem, may('audit'))}
      </div>
      <div>${facts(record)}</div>
    </div>`;

  function draw() {
    // An answer may come when the next view is already there.
    if (closed) return;
    render(html`
      <article class="page">
        <p class="crumbs"><a href=${href(['records'])} @click=${back}>← Records</a></p>
        ${state.record ? page(state.record) : state.problem ? problemNote(state.problem) : html`<p class="muted">Loading…</p>`}
      </article>`, host);
  }

  function close() {
    closed = true;
    live.stop();
  }

  draw();
  return { update() {}, close };
}

/** Back to the list as it was, filters and page included, if that is where one came from. */
function back(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || history.length < 2 || !cameFromList) return;
  event.preventDefault();
  history.back();
}

let cameFromList = false;
addEventListener('hashchange', event => {
  cameFromList = /#\/records(\?|$)/.test(event.oldURL) || !event.oldURL.includes('#');
});
