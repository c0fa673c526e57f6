// A status: always a word, a shape and a colour.
import { html } from '../vendor/lit-html/lit-html.js';
import { statusMeaning, statusWord } from '../messages.en.js';

export const statusBadge = status => html`
  <span class="status" data-status=${status} title=${statusMeaning(status)}>${statusWord(status)}</span>`;
