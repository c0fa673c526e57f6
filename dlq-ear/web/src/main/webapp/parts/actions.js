// What a person may do with a record: a button for each, disabled with the reason where something is in the way.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { nameOf } from '../lib/format.js';
import { actionMeaning, actionWord, words } from '../messages.en.js';
import { openAsk } from './ask-dialog.js';

const ORDER = ['retry', 'release', 'restore', 'hold', 'skip', 'expire'];
// What is only pointed to is fetched when it is needed; whether it still can be, the server finds out.
const gone = record => record.payload.state === 'MISSING';
const ahead = record => record.sequence?.ahead ?? 0;

function whyNoRetry(record) {
  if (record.retriedBy === 'NOBODY') return words.retryNobody(record.channel);
  return gone(record) ? words.retryNoValue : null;
}

function whyNoRedrive(record) {
  if (!record.allowed.includes('redrive')) return words.redriveStatus(record.status);
  return gone(record) ? words.redriveNoValue : null;
}

/** Whether it is better asked first: what cannot be taken back as it was, and what has two ways. */
const asks = (record, action) => action === 'expire' || (action === 'retry' && ahead(record) > 0);

function ask(record, action, act) {
  const name = nameOf(record);
  const choices = action === 'expire'
    ? [{ label: 'Expire 1 record', body: {} }]
    : [{ label: 'Retry out of order', body: { outOfOrder: true } }, { label: 'Retry in its turn', body: {} }];
  const consequence = action === 'expire' ? words.expireOne : words.outOfOrder(record.sequence.waitsFor);
  openAsk({ title: `${actionWord(action)} ${name}`, consequence, choices }, body => act.send(action, body), act.refused);
}

/**
 * @param may by the name of an action of the API
 * @param act change(action), send(action, body) which throws what refuses it, refused(), redrive()
 * @param busy whether one is under way
 */
export function recordActions(record, may, act, busy) {
  const role = may('change').allowed ? null : words.needsRole('change or redrive', may('change').requiredRole);
  const noRetry = record.allowed.includes('retry') ? whyNoRetry(record) : null;
  const noRedrive = whyNoRedrive(record);
  const why = role ? [role] : [noRetry, noRedrive].filter(Boolean);
  // A retry concerns one consumer, a redrive all of the topic: the first choice is the one that is in nobody's way.
  const primary = record.allowed.includes('retry') && !noRetry ? 'retry' : 'redrive';
  const off = reason => Boolean(role ?? reason) || busy;
  const describedBy = reason => (role ?? reason ? 'why-not' : nothing);
  const button = action => {
    const reason = action === 'retry' ? noRetry : null;
    const dialog = asks(record, action);
    return html`<button type="button" class=${action === primary ? 'primary' : ''} ?disabled=${off(reason)} title=${actionMeaning(action)} aria-describedby=${describedBy(reason)}
      @click=${() => (dialog ? ask(record, action, act) : act.change(action))}>${actionWord(action)}${dialog ? '…' : ''}</button>`;
  };
  return html`
    ${why.length ? html`<span class="why" id="why-not">${why.join(' ')}</span>` : nothing}
    ${ORDER.filter(action => record.allowed.includes(action)).map(button)}
    <button type="button" class=${primary === 'redrive' ? 'primary' : ''} ?disabled=${off(noRedrive)} title=${words.redriveMeaning}
      aria-describedby=${describedBy(noRedrive)} @click=${act.redrive}>Redrive…</button>`;
}
