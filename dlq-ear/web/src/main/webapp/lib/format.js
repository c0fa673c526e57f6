// Values as people read them.
import { html } from '../vendor/lit-html/lit-html.js';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'narrow' });
const STEPS = [[60, 'second', 1], [3600, 'minute', 60], [86400, 'hour', 3600], [Infinity, 'day', 86400]];

export function ago(iso, now = Date.now()) {
  const seconds = Math.round((now - Date.parse(iso)) / 1000);
  if (Math.abs(seconds) < 2) return 'just now';
  const [, unit, size] = STEPS.find(([limit]) => Math.abs(seconds) < limit);
  return relative.format(-Math.trunc(seconds / size), unit);
}

export const clockTime = date => date.toLocaleTimeString('en-GB');

/** A moment, relative, with local and UTC time in its title. */
export function moment(iso) {
  if (!iso) return unknown();
  return html`<time datetime=${iso} title=${`${new Date(iso).toLocaleString('en-GB')} local, ${iso}`}>${ago(iso)}</time>`;
}

/** A moment in full. */
export function stamp(iso) {
  if (!iso) return unknown();
  return html`<time datetime=${iso} title=${iso}>${iso.slice(0, 19).replace('T', ' ')} UTC</time> <span class="muted">${ago(iso)}</span>`;
}

/** A place in Kafka as operators write it: orders-3@18842, as much of it as is known. */
export function position({ topic, partition, offset }) {
  if (topic === null) return null;
  return topic + (partition === null ? '' : `-${partition}`) + (offset === null ? '' : `@${offset}`);
}

/** What a record is called: where it first failed, else where it was read, else its id. */
export const nameOf = record => position(record.origin) ?? position(record.source) ?? record.id;

export const simpleName = className => className?.replace(/^.*[.$]/, '') ?? null;

export const unknown = () => html`<span class="unknown">unknown</span>`;

export function size(bytes) {
  if (bytes < 1024) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  return bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

export const count = number => number.toLocaleString('en');

/** A share in per cent: never 0 % of something, nor 100 % of less than all. */
export function percent(share) {
  const rounded = Math.round(share * 100);
  return `${share > 0 && share < 1 ? Math.min(99, Math.max(1, rounded)) : rounded} %`;
}

/** An ISO-8601 duration as it comes from the server, to three digits. */
export function duration(iso) {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso) ?? [];
  const total = hours * 3600 + minutes * 60 + Number(seconds);
  if (total >= 120) return `${(total / 60).toPrecision(3)} min`;
  if (total >= 1) return `${Number(total.toPrecision(3))} s`;
  if (total >= 0.001) return `${Number((total * 1000).toPrecision(3))} ms`;
  return `${Math.round(total * 1e6)} µs`;
}
