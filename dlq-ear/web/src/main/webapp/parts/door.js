// A door of a channel: how much it lets in, why, and how full it is behind it.
import { html, nothing, svg } from '../vendor/lit-html/lit-html.js';
import { count, duration, percent } from '../lib/format.js';
import { channelWords as words, doorWord } from '../messages.en.js';

const NOTHING_ENDED = 'PT0S';

const said = share => (share === null ? null : percent(share));

// An SVG, as its attributes may hold figures where the security policy forbids styles to.
const bar = ({ state, fill, closesAt, opensAt }) => html`
  <svg class="fill" data-state=${state} viewBox="0 0 100 10" preserveAspectRatio="none" role="img"
    aria-label=${words.fill(percent(fill), said(closesAt), said(opensAt))}>
    <title>${words.fill(percent(fill), said(closesAt), said(opensAt))}</title>
    <rect class="level" width=${Math.min(1, fill) * 100} height="10"></rect>
    ${mark(opensAt)}${mark(closesAt)}
  </svg>`;

const mark = share => (share === null ? nothing : svg`<line class="mark" x1=${share * 100} x2=${share * 100} y1="0" y2="10"></line>`);

const time = iso => (iso === NOTHING_ENDED ? html`<span class="muted" title=${words.nothingLately}>–</span>` : duration(iso));

/** @param worker what does the work behind it */
export const doorPart = (title, door, worker) => html`
  <div class="door">
    <h3>${title}</h3>
    <p class="row"><span class="status" data-status=${`DOOR_${door.state}`}>${doorWord(door.state)}</span>
      <span class="muted">${words.lets(percent(door.acceptance))}</span></p>
    ${door.reason ? html`<p class="reason">${door.reason}</p>` : nothing}
    ${bar(door)}
    <dl class="facts">
      <dt>Under way</dt><dd>${count(door.pending)} of ${count(door.maxPending)}</dd>
      <dt>Time in all</dt><dd>${time(door.processingTime)}</dd>
      <dt>${worker}</dt><dd>${time(door.handlerTime)}${door.errorRate > 0 ? html`, <b>${percent(door.errorRate)}</b> failed` : nothing}</dd>
      <dt>Let in</dt><dd>${count(door.entered)}</dd>
      <dt>Told to wait</dt><dd>${door.refusals === 0 ? 'never' : `${count(door.refusals)} ${door.refusals === 1 ? 'time' : 'times'}`}</dd>
    </dl>
  </div>`;
