// Asks where to and why, says what it will do, and stays open with what was typed if the server refuses.
import { html, nothing, render } from '../vendor/lit-html/lit-html.js';
import * as api from '../lib/api.js';
import { nameOf } from '../lib/format.js';
import { words } from '../messages.en.js';
import { problemNote } from './problem.js';

/** @param on done({record, target}), reload() giving the record anew, refused() */
export function openRedrive(record, path, on) {
  const host = document.getElementById('dialogs');
  let current = record;
  let target = record.origin.topic ?? '';
  let problem = null;
  let busy = false;

  async function send(event) {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.target);
    const named = form.get('targetTopic').trim();
    const body = { reason: form.get('reason').trim() };
    // Where nothing else is wished, the server decides: the topic the record came from.
    if (named && named !== current.origin.topic) body.targetTopic = named;
    busy = true;
    problem = null;
    draw();
    try {
      const { body: result } = await api.post(`${path}/redrive`, body, { 'If-Match': `"${current.version}"` });
      host.querySelector('dialog').close();
      on.done(result);
    } catch (refusal) {
      problem = refusal;
      on.refused();
    }
    busy = false;
    draw();
  }

  async function reload() {
    try {
      current = await on.reload();
      problem = null;
    } catch (failure) {
      problem = failure;
    }
    draw();
  }

  const stale = () => html`<p>${words.stale}</p><button type="button" @click=${reload}>Reload the record</button>`;

  function draw() {
    render(html`
      <dialog aria-labelledby="redrive-title" @close=${() => render(nothing, host)} @cancel=${event => { if (busy) event.preventDefault(); }}>
        <form @submit=${send}>
          <h2 id="redrive-title">Redrive ${nameOf(current)}</h2>
          <label class="field">Target topic
            <input name="targetTopic" autocomplete="off" spellcheck="false" maxlength="249" .defaultValue=${record.origin.topic ?? ''}
              aria-describedby="target-hint" @input=${event => { target = event.target.value.trim(); draw(); }}>
          </label>
          <p class="hint" id="target-hint">${record.origin.topic
            ? html`It first failed on <b>${record.origin.topic}</b>.`
            : 'The dead letter does not say where it first failed, so name a topic.'}</p>
          <label class="field">Reason
            <input name="reason" autocomplete="off" maxlength="500" placeholder="fix deployed 2.4.2">
          </label>
          <p class="hint">Goes into the audit trail with your name.</p>
          <p class="consequence">Publish 1 record to <b>${target || 'the topic it came from'}</b>? ${words.redriveOne}</p>
          ${problem ? problemNote(problem, problem.code === 'version-conflict' ? stale() : nothing) : nothing}
          <div class="buttons">
            <button type="button" ?disabled=${busy} @click=${event => event.target.closest('dialog').close()}>Cancel</button>
            <button type="submit" class="primary" ?disabled=${busy}>${busy ? 'Redriving…' : 'Redrive 1 record'}</button>
          </div>
        </form>
      </dialog>`, host);
  }

  draw();
  host.querySelector('dialog').showModal();
}
