// Key, value and headers: hidden until somebody asks for them, shown as text or hex, never as markup.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { asHex, asText, cutAt, fromBase64 } from '../lib/bytes.js';
import { position, size } from '../lib/format.js';
import { payloadMeaning, words } from '../messages.en.js';
import { problemNote } from './problem.js';

const NULL = html`<span class="null">null</span>`;
const EMPTY = html`<span class="null">empty, 0 bytes</span>`;

function block(label, bytes) {
  const { text, clean } = asText(bytes);
  const cut = cutAt(bytes);
  // Told apart by :checked in the style sheet; no state of the page depends on it.
  const name = `form-${label}`;
  return html`
    <div class="bytes">
      <div class="switch" role="radiogroup" aria-label=${`${label} shown as`}>
        <label><input type="radio" name=${name} value="text" ?checked=${clean}><span>Text</span></label>
        <label><input type="radio" name=${name} value="hex" ?checked=${!clean}><span>Hex</span></label>
        <span class="muted">${size(bytes.length)}${clean ? '' : ', not plain UTF-8 text'}${cut ? `, first ${size(cut)} shown` : ''}</span>
      </div>
      <pre class="as-text" tabindex="0" aria-label=${`${label} as text`}>${text}</pre>
      <pre class="as-hex" tabindex="0" aria-label=${`${label} as hex`}>${asHex(bytes)}</pre>
    </div>`;
}

function content(label, base64, absent = NULL) {
  if (base64 === null) return absent;
  const bytes = fromBase64(base64);
  return bytes.length ? block(label, bytes) : EMPTY;
}

function headerValue(base64) {
  if (base64 === null) return NULL;
  const bytes = fromBase64(base64);
  if (!bytes.length) return EMPTY;
  const { text, clean } = asText(bytes);
  return clean ? html`<span class="code">${text}</span>`
    : html`<span class="code hex" title="Not plain text: shown as hex">${[...bytes].map(byte => byte.toString(16).padStart(2, '0')).join(' ')}</span>`;
}

const headers = list => (list.length ? html`
  <table class="headers">
    <thead><tr><th scope="col">Name</th><th scope="col">Value</th></tr></thead>
    <tbody>${list.map(({ name, valueBase64 }) => html`<tr><th scope="row" class="code">${name}</th><td>${headerValue(valueBase64)}</td></tr>`)}</tbody>
  </table>` : html`<p class="muted">No headers.</p>`);

const revealed = (record, payload) => html`
  <h3>Key</h3>${content('Key', payload.keyBase64)}
  <h3>Value</h3>${content('Value', payload.valueBase64, html`<p class="absent">${payloadMeaning(payload.state, position(record.source)) ?? NULL}</p>`)}
  ${payload.state === 'MISSING' ? payload.problems.map(problem => html`<p class="absent">${problem}.</p>`) : nothing}
  <h3>Headers <span class="muted">${payload.headers.length}</span></h3>${headers(payload.headers)}`;

/** @param act reveal and hide */
export function payloadCard(record, { payload, payloadProblem, revealing }, may, act) {
  const hidden = () => html`
    <p>${words.payloadHidden}</p>
    ${record.payload.state === 'FULL' ? nothing : html`<p class="absent">${payloadMeaning(record.payload.state, position(record.source))}</p>`}
    <p class="row"><button type="button" ?disabled=${!may.allowed || revealing} aria-describedby=${may.allowed ? nothing : 'why-no-reveal'}
      @click=${act.reveal}>${revealing ? 'Revealing…' : 'Reveal payload'}</button>
      ${may.allowed ? nothing : html`<span class="why" id="why-no-reveal">${words.needsRole('see payloads', may.requiredRole)}</span>`}</p>`;
  return html`
    <section class="card" aria-labelledby="payload">
      <div class="card-head"><h2 id="payload">Payload</h2>
        ${payload ? html`<button type="button" class="quiet" @click=${act.hide}>Hide</button>` : nothing}</div>
      ${payloadProblem ? problemNote(payloadProblem) : nothing}
      ${payload ? revealed(record, payload) : hidden()}
    </section>`;
}
