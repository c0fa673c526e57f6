// A handler's rate limit, and a form to change it.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { count } from '../lib/format.js';
import { channelWords as words } from '../messages.en.js';

/** @param on edit(), cancel(), set(rate), remove() */
export function rateLimit(channel, { editing, may }, on) {
  const { name, permitsPerSecond: rate } = channel;
  const hint = `limit-hint-${name}`;

  function set(event) {
    event.preventDefault();
    on.set(Number(new FormData(event.target).get('rate')));
  }

  if (!editing) {
    return html`<div class="row">
      <span class=${rate === null ? 'muted' : ''}>${rate === null ? words.noLimit : words.rate(count(rate))}</span>
      ${may.allowed ? html`<button type="button" class="quiet" id=${`change-limit-${name}`} aria-label=${`Change the rate limit of ${name}`} @click=${on.edit}>Change</button>` : nothing}
    </div>`;
  }
  return html`
    <form class="row limit" @submit=${set} @keydown=${event => { if (event.key === 'Escape') on.cancel(); }}>
      <label class="field">Records a second at most
        <input type="number" name="rate" required min="0.001" max="10000000" step="any" .defaultValue=${rate === null ? '' : String(rate)} aria-describedby=${hint}>
      </label>
      <button type="submit" class="primary">Set limit</button>
      ${rate === null ? nothing : html`<button type="button" @click=${on.remove}>Take it off</button>`}
      <button type="button" class="quiet" @click=${on.cancel}>Cancel</button>
      <p class="hint" id=${hint}>${words.limitHint}</p>
    </form>`;
}
