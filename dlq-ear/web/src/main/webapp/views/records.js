// The list of dead letters, newest first. It follows what happens without moving rows under anybody's hand.
import { html, nothing, render } from '../vendor/lit-html/lit-html.js';
import { repeat } from '../vendor/lit-html/directives/repeat.js';
import * as api from '../lib/api.js';
import { poll } from '../lib/live.js';
import { href } from '../lib/route.js';
import { moment, nameOf, simpleName } from '../lib/format.js';
import { words } from '../messages.en.js';
import { filterBar } from '../parts/filter-bar.js';
import { problemNote } from '../parts/problem.js';
import { statusBadge } from '../parts/status.js';

const LIMIT = 50;
// Outlive the view, so that coming back from a record finds the way and the place again.
const trail = [];
let lastOpened = null;

export function recordsView(host, route, me) {
  const state = { items: null, next: null, fresh: 0, problem: null, filter: null, cursor: '' };
  const known = { channels: [], topics: [] };
  let arrived = new Set();
  read(route);
  const live = poll(load);
  document.title = 'Records – DLQ Handler';

  function read({ query }) {
    state.filter = {
      status: query.getAll('status').flatMap(value => value.split(',')),
      channel: query.get('channel') ?? '',
      topic: query.get('topic') ?? '',
    };
    state.cursor = query.get('cursor') ?? '';
    if (!state.cursor) trail.length = 0;
    Object.assign(state, { items: null, next: null, fresh: 0, problem: null });
  }

  async function load(signal) {
    try {
      const { body } = await api.get('records', { signal, query: { ...state.filter, limit: LIMIT, cursor: state.cursor } });
      state.problem = null;
      take(body);
    } catch (problem) {
      if (!signal.aborted) {
        state.problem = problem;
        draw();
      }
      throw problem;
    }
    draw();
  }

  function take({ items, page }) {
    const shown = new Map((state.items ?? []).map(item => [item.id, item]));
    const added = items.filter(item => !shown.has(item.id));
    const first = state.items === null;
    if (!first && shown.size > 0 && inUse()) {
      // Only what rows say may change now, not where they are.
      const latest = new Map(items.map(item => [item.id, item]));
      state.items = state.items.map(item => latest.get(item.id) ?? item);
      state.fresh = state.cursor ? 0 : added.length;
    } else {
      arrived = new Set(first ? [] : added.map(item => item.id));
      Object.assign(state, { items, next: page.next, fresh: 0 });
    }
    known.channels = merge(known.channels, items.map(item => item.channel));
    known.topics = merge(known.topics, items.flatMap(item => [item.origin.topic, item.source.topic]));
  }

  /** Whether somebody has a hand on the rows: pointer, keyboard, or scrolled down into them. */
  function inUse() {
    const table = host.querySelector('table');
    return Boolean(table) && (table.matches(':hover') || table.contains(document.activeElement) || scrollY > 160);
  }

  function go(filter, cursor = '') {
    location.hash = href(['records'], { ...filter, cursor });
  }

  function older() {
    trail.push(state.cursor);
    go(state.filter, state.next);
    scrollTo(0, 0);
  }

  function newer() {
    go(state.filter, trail.pop() ?? '');
    scrollTo(0, 0);
  }

  function showFresh() {
    document.activeElement?.blur();
    scrollTo(0, 0);
    state.items = null;
    live.now();
  }

  const rows = () => html`
    <table class="records">
      <caption class="hidden">Dead letters, newest first</caption>
      <thead><tr>
        <th scope="col">Status</th><th scope="col">Record</th><th scope="col">Failure</th>
        <th scope="col">Channel</th><th scope="col">Kind</th><th scope="col" class="number">Attempts</th><th scope="col" class="number">Redrives</th><th scope="col">Next try</th><th scope="col">Taken in</th>
      </tr></thead>
      <tbody>${repeat(state.items, item => item.id, row)}</tbody>
    </table>`;

  const row = item => html`
    <tr class=${arrived.has(item.id) ? 'arrived' : ''} @click=${event => openRow(event, item)}>
      <td>${statusBadge(item.status)}</td>
      <td class="name"><a href=${href(['records', item.id])} id=${`record-${item.id}`} @click=${() => { lastOpened = item.id; }}>${nameOf(item)}</a>
        ${item.problems.length ? html`<span class="flag" title=${item.problems.join('\n')}>not fully readable</span>` : nothing}</td>
      <td class="failure"><b>${simpleName(item.failure.exceptionClass) ?? 'Unknown failure'}</b>
        <span class="message" title=${item.failure.message ?? ''}>${item.failure.message ?? ''}</span></td>
      <td class="channel">${item.channel}</td>
      <td class="kind">${item.errorType.toLowerCase().replaceAll('_', ' ')}</td>
      <td class="number attempts">${item.attempts}</td>
      <td class="number redrives">${item.redriveCount}</td>
      <td class="next">${nextTry(item)}</td>
      <td class="when">${moment(item.createdAt)}</td>
    </tr>`;

  function openRow(event, item) {
    // The whole row is a target for the pointer; text being selected and the link itself keep their own meaning.
    if (event.target.closest('a') || String(getSelection())) return;
    lastOpened = item.id;
    location.hash = href(['records', item.id]);
  }

  const empty = () => {
    const filtered = state.filter.status.length || state.filter.channel || state.filter.topic;
    return html`<div class="empty"><p>${filtered || state.cursor ? words.emptyFilter : words.emptyGood}</p>
      ${filtered || state.cursor ? html`<button type="button" @click=${() => go({ status: [], channel: '', topic: '' })}>Show all records</button>` : nothing}</div>`;
  };

  const content = () => {
    if (state.problem && state.items === null) return problemNote(state.problem);
    if (state.items === null) return html`<p class="empty muted">Loading…</p>`;
    return state.items.length ? rows() : empty();
  };

  function draw() {
    render(html`
      <section class="page">
        <div class="heading"><h1>Records</h1>
          <p class="muted count">${state.items === null ? '' : `${state.items.length}${state.next ? '+' : ''} shown, newest first`}</p>
          <div class="announce" aria-live="polite">${state.fresh
            ? html`<button type="button" class="fresh" @click=${showFresh}>${words.newRecords(state.fresh)}</button>` : nothing}</div>
        </div>
        ${filterBar(state.filter, known, filter => go(filter))}
        ${state.problem && state.items !== null ? problemNote(state.problem) : nothing}
        ${content()}
        <nav class="pager" aria-label="Pages">
          <button type="button" ?disabled=${!state.cursor} @click=${newer}>← Newer</button>
          <button type="button" ?disabled=${!state.next} @click=${older}>Older →</button>
        </nav>
      </section>`, host);
    if (lastOpened && state.items) {
      document.getElementById(`record-${lastOpened}`)?.focus({ preventScroll: true });
      lastOpened = null;
    }
  }

  draw();
  return {
    update(to) {
      read(to);
      draw();
      live.now();
    },
    close: live.stop,
  };
}

function nextTry({ status, nextAttemptAt }) {
  if (status !== 'PENDING' || !nextAttemptAt) return '–';
  return Date.parse(nextAttemptAt) > Date.now() ? moment(nextAttemptAt) : words.due;
}

const merge = (names, more) => [...new Set([...names, ...more])].filter(Boolean).sort();
