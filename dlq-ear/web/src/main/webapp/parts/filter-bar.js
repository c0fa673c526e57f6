// Chooses which records are listed. The address keeps the choice, so it can be shared.
import { html, nothing } from '../vendor/lit-html/lit-html.js';
import { STATUSES, statusWord } from '../messages.en.js';

/** @param change called with the whole new filter */
export function filterBar(filter, known, change) {
  const text = name => event => change({ ...filter, [name]: event.target.value.trim() });
  const toggle = status => event => change({
    ...filter,
    status: STATUSES.filter(each => (each === status ? event.target.checked : filter.status.includes(each))),
  });
  const active = filter.status.length || filter.channel || filter.topic;
  return html`
    <form class="filters" role="search" aria-label="Filter records" @submit=${event => event.preventDefault()}>
      <fieldset>
        <legend>Status</legend>
        ${STATUSES.map(status => html`
          <label class="chip" data-status=${status}>
            <input type="checkbox" name="status" value=${status} .checked=${filter.status.includes(status)} @change=${toggle(status)}>
            <span>${statusWord(status)}</span>
          </label>`)}
      </fieldset>
      <label class="field">Channel
        <input name="channel" list="channels" autocomplete="off" spellcheck="false" .value=${filter.channel} @change=${text('channel')}>
      </label>
      <label class="field">Topic
        <input name="topic" list="topics" autocomplete="off" spellcheck="false" .value=${filter.topic} @change=${text('topic')}>
      </label>
      ${active ? html`<button type="button" class="quiet" @click=${() => change({ status: [], channel: '', topic: '' })}>Clear filters</button>` : nothing}
      <datalist id="channels">${known.channels.map(name => html`<option value=${name}></option>`)}</datalist>
      <datalist id="topics">${known.topics.map(name => html`<option value=${name}></option>`)}</datalist>
    </form>`;
}
