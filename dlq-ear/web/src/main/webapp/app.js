// The shell: finds out who is asking, then shows the view that the address names.
import { html, render } from './vendor/lit-html/lit-html.js';
import * as api from './lib/api.js';
import { onRoute } from './lib/route.js';
import { connection } from './lib/live.js';
import { clockTime } from './lib/format.js';
import { words } from './messages.en.js';
import { channelsView } from './views/channels.js';
import { recordsView } from './views/records.js';
import { recordView } from './views/record.js';
import { problemNote } from './parts/problem.js';
import { statusStrip } from './parts/status-strip.js';

const main = document.getElementById('main');
const session = document.getElementById('session');
const RETRY_AFTER = 3000;
let view = null;

function drawSession(me) {
  const lost = connection.lostSince;
  render(html`
    <span class=${lost ? 'live lost' : 'live'} role="status">${
      lost ? words.liveLost(clockTime(lost)) : words.live}</span>
    <span class="user" title=${words.rolesOf(me.roles)}>${me.user}</span>`, session);
}

async function start() {
  let me;
  try {
    me = (await api.get('')).body;
  } catch (problem) {
    render(html`<section class="page">${problemNote(problem)}</section>`, main);
    // A refusal stays one; silence and outages pass.
    if (!problem.status || problem.status >= 500) setTimeout(start, RETRY_AFTER);
    return;
  }
  connection.onChange(() => drawSession(me));
  drawSession(me);
  statusStrip(document.getElementById('strip'));
  onRoute(route => show(route, me));
}

function open(place, id, route, me) {
  if (place === 'channels') return channelsView(main, me);
  return place === 'records' && id ? recordView(main, id, me) : recordsView(main, route, me);
}

function markNavigation(place) {
  for (const link of document.querySelectorAll('nav [data-place]')) {
    if (link.dataset.place === place) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

function show(route, me) {
  const [place, id] = route.path;
  const same = view && view.place === place && view.id === id;
  if (same && view.update) {
    view.update(route);
    return;
  }
  view?.close();
  const firstView = view === null;
  markNavigation(place === 'channels' ? place : 'records');
  view = open(place, id, route, me);
  view.place = place;
  view.id = id;
  if (!firstView) {
    scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
}

start();
