// The channels of this instance: whether they read, and how they protect themselves; operators switch them here.
import { html, nothing, render } from '../vendor/lit-html/lit-html.js';
import { repeat } from '../vendor/lit-html/directives/repeat.js';
import * as api from '../lib/api.js';
import { poll } from '../lib/live.js';
import { href } from '../lib/route.js';
import { percent, unknown } from '../lib/format.js';
import { breakerMeaning, breakerWord, channelWords as words, stateMeaning, stateWord, words as common } from '../messages.en.js';
import { doorPart } from '../parts/door.js';
import { problemNote } from '../parts/problem.js';
import { rateLimit } from '../parts/rate-limit.js';
import { toast } from '../parts/toast.js';

export function channelsView(host, me) {
  const may = me.actions.find(action => action.name === 'control') ?? { allowed: false, requiredRole: 'admin' };
  const state = { items: null, instance: null, problem: null, refusals: new Map(), editing: null, busy: false };
  let closed = false;
  const live = poll(load);
  document.title = 'Channels – DLQ Handler';

  async function load(signal) {
    try {
      const { body } = await api.get('channels', { signal });
      Object.assign(state, { items: body.items, instance: body.instance, problem: null });
    } catch (problem) {
      if (!signal.aborted) {
        state.problem = problem;
        draw();
      }
      throw problem;
    }
    draw();
  }

  /** Calls the API on a channel, shows the channel as it is then, and says what was done. */
  async function act(channel, call, done) {
    if (state.busy) return;
    // Not shown as disabled meanwhile, which would take the focus away.
    state.busy = true;
    try {
      const { body } = await call(`channels/${encodeURIComponent(channel.name)}`);
      state.items = state.items.map(item => (item.name === body.name ? body : item));
      state.refusals.delete(channel.name);
      toast(done);
      if (state.editing) edit(null);
    } catch (refusal) {
      state.refusals.set(channel.name, refusal);
    }
    state.busy = false;
    draw();
    live.now();
  }

  const pause = channel => act(channel, path => api.post(`${path}/pause`), words.paused(channel.name));
  const resume = channel => act(channel, path => api.post(`${path}/resume`), words.resumed(channel.name));
  const limit = channel => ({
    edit: () => edit(channel.name),
    cancel: () => edit(null),
    set: rate => act(channel, path => api.put(`${path}/rate-limit`, { permitsPerSecond: rate }), words.limited(channel.name, rate)),
    remove: () => act(channel, path => api.remove(`${path}/rate-limit`), words.unlimited(channel.name)),
  });

  function edit(name) {
    const before = state.editing;
    state.editing = name;
    draw();
    if (name) host.querySelector('input[name=rate]').focus();
    else document.getElementById(`change-limit-${before}`)?.focus();
  }

  const controls = channel => {
    const paused = channel.state === 'PAUSED';
    return html`
      <button type="button" class=${paused ? 'primary' : ''} ?disabled=${!may.allowed || channel.state === 'STOPPED'}
        title=${paused ? words.resumeMeaning : words.pauseMeaning} aria-describedby=${may.allowed ? nothing : 'why-not'}
        aria-label=${`${paused ? 'Resume' : 'Pause'} ${channel.name}`}
        @click=${() => (paused ? resume(channel) : pause(channel))}>${paused ? 'Resume' : 'Pause'}</button>`;
  };

  const breaker = ({ breaker: is }) => (is === null ? html`<span class="muted">${words.noBreaker}</span>` : html`
    <span class="status" data-status=${`BREAKER_${is.state}`} title=${breakerMeaning(is.state)}>${breakerWord(is.state)}</span>
    ${is.reason ? html`<span class="reason">${is.reason}</span>` : nothing}
    <span class="muted">${percent(is.failureRate)} failed, ${percent(is.slowCallRate)} slow, ${words.opened(is.opened)}</span>`);

  const floods = ({ name, floods: all }) => (all.length === 0 ? nothing : html`
    <div class="note warn"><strong>Flood of failures</strong>
      <ul>${all.map(({ topic, failureRate }) => html`<li>${words.flood(topic, percent(failureRate))}.
        <a href=${href(['records'], { channel: name, topic })}>Show them</a></li>`)}</ul></div>`);

  const card = channel => html`
    <article class="card channel" aria-labelledby=${`channel-${channel.name}`}>
      <div class="channel-head">
        <h2 id=${`channel-${channel.name}`}>${channel.name}</h2>
        <span class="status" data-status=${channel.state} title=${stateMeaning(channel.state)}>${stateWord(channel.state)}</span>
        <a href=${href(['records'], { channel: channel.name })}>Records</a>
        <div class="actions">${controls(channel)}</div>
      </div>
      ${state.refusals.has(channel.name) ? problemNote(state.refusals.get(channel.name)) : nothing}
      ${floods(channel)}
      <div class="doors">
        ${channel.handler ? doorPart(words.handlerDoor, channel.handler, 'Handler') : nothing}
        ${doorPart(words.storeDoor, channel.store, 'Store write')}
        ${channel.handler ? nothing : html`<p class="muted no-handler">${words.noHandler}</p>`}
      </div>
      ${channel.handler ? html`
        <dl class="facts guards">
          <dt>Circuit breaker</dt><dd class="row">${breaker(channel)}</dd>
          <dt>Rate limit</dt><dd>${rateLimit(channel, { editing: state.editing === channel.name, may }, limit(channel))}</dd>
        </dl>` : nothing}
    </article>`;

  const machine = ({ cpu, heapAfterGc }) => html`
    CPU ${cpu === null ? unknown() : percent(cpu)}, heap after collection ${heapAfterGc === null ? unknown() : percent(heapAfterGc)}`;

  const content = () => {
    if (state.items === null) return state.problem ? problemNote(state.problem) : html`<p class="empty muted">Loading…</p>`;
    return html`${state.problem ? problemNote(state.problem) : nothing}
      <div class="channels">${repeat(state.items, channel => channel.name, card)}</div>`;
  };

  function draw() {
    // An answer may come when the next view is already there.
    if (closed) return;
    render(html`
      <section class="page">
        <div class="heading"><h1>Channels</h1>
          <p class="muted">${state.instance ? machine(state.instance) : ''}</p>
          ${may.allowed ? nothing : html`<p class="why actions" id="why-not">${common.needsRole('pause or limit channels', may.requiredRole)}</p>`}
        </div>
        ${content()}
      </section>`, host);
  }

  function close() {
    closed = true;
    live.stop();
  }

  draw();
  return { update() {}, close };
}
