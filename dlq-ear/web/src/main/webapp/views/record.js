// One dead letter: what failed, where, why, what it carried, and what people did about it.
import { html, nothing, render } from '../vendor/lit-html/lit-html.js';
import * as api from '../lib/api.js';
import { poll } from '../lib/live.js';
import { href } from '../lib/route.js';
import { nameOf, position, simpleName, size, stamp, unknown } from '../lib/format.js';
import { actionDone, retrierWord, words } from '../messages.en.js';
import { recordActions } from '../parts/actions.js';
import { attemptsCard } from '../parts/attempts.js';
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
  const state = { record: null, problem: null, audit: null, auditProblem: null, payload: null, payloadProblem: null, revealing: false, actionProblem: null, busy: false };
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
        state.record = { ...state.record, ...record, allowed: [], waiting: null, failure: { ...state.record.failure, ...record.failure } };
        toast(words.redriven(target));
        draw();
        loadAudit();
        live.now();
      },
      reload: async () => (state.record = (await api.get(path)).body),
      refused: loadAudit,
    });
  }

  /** Throws what refuses it. */
  async function send(action, body) {
    const before = state.record;
    await api.post(`${path}/${action}`, body, { 'If-Match': `"${before.version}"` });
    toast(actionDone(action, before, nameOf(before)));
    state.actionProblem = null;
    live.now();
  }

  async function change(action) {
    Object.assign(state, { busy: true, actionProblem: null });
    draw();
    try {
      await send(action, {});
    } catch (problem) {
      state.actionProblem = problem;
      live.now();
      loadAudit();
    }
    state.busy = false;
    draw();
  }

  function dismiss() {
    state.actionProblem = null;
    draw();
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

  const heading = record => html`
      <div class="heading">
        <h1>${nameOf(record)}</h1>
        ${statusBadge(record.status)}
        ${waiting(record)}
        <div class="actions">
          <button type="button" class="quiet" @click=${copyCurl}>Copy as curl</button>
          ${recordActions(record, may, { change, send, refused: live.now, redrive }, state.busy)}
        </div>
      </div>
      ${state.actionProblem ? problemNote(state.actionProblem, html`<button type="button" @click=${dismiss}>Dismiss</button>`) : nothing}`;

  const waiting = ({ waiting: what, nextAttemptAt }) => (what
    ? html`<p class="waiting">Waits ${what.startsWith('until') ? html`until ${stamp(nextAttemptAt)}` : what}</p>` : nothing);

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
        <dt>Retried by</dt><dd>${retrierWord(record.retriedBy)}</dd>
        <dt>In order after</dt><dd>${record.sequence ? record.sequence.waitsFor ?? 'nothing: it is first' : 'nothing: it keeps no order'}</dd>
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
        ${attemptsCard(record)}
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
