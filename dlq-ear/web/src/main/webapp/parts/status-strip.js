// How things stand, at the top of every page: in words, with a shape and a colour; opens to what is wrong and what to do.
import { html, nothing, render } from '../vendor/lit-html/lit-html.js';
import { repeat } from '../vendor/lit-html/directives/repeat.js';
import * as api from '../lib/api.js';
import { poll, connection } from '../lib/live.js';
import { clockTime, moment } from '../lib/format.js';
import { channelWords, standing } from '../messages.en.js';

export function statusStrip(host) {
  const state = { problems: null, open: false };
  connection.onChange(draw);
  poll(async signal => {
    state.problems = (await api.get('problems', { signal })).body.items;
    draw();
  });

  function level() {
    if (connection.lostSince || state.problems === null) return 'unknown';
    if (state.problems.length === 0) return 'normal';
    return state.problems[0].severity === 'CRITICAL' ? 'stopped' : 'slowed';
  }

  function line() {
    if (connection.lostSince) return channelWords.unknownStanding(clockTime(connection.lostSince));
    return state.problems === null ? '' : standing(state.problems);
  }

  function toggle() {
    state.open = !state.open;
    draw();
  }

  const item = problem => html`
    <li data-severity=${problem.severity}>
      <p class="what"><b>${problem.title}</b> <a href="#/channels">${problem.channel}</a>
        ${problem.since ? html`<span class="muted">${moment(problem.since)}</span>` : nothing}</p>
      <p>${problem.detail}</p>
      <p class="remedy">${problem.remedy}</p>
    </li>`;

  function draw() {
    const problems = state.problems ?? [];
    const open = state.open && problems.length > 0;
    render(html`
      <section class="strip" data-level=${level()} aria-label="How processing stands">
        <div class="line">
          <span class="standing" role="status">${line()}</span>
          ${problems.length ? html`<button type="button" class="quiet" aria-expanded=${open} aria-controls="problems" @click=${toggle}>${
            open ? channelWords.hideProblems : channelWords.showProblems(problems.length)}</button>` : nothing}
        </div>
        <ul id="problems" ?hidden=${!open}>${open ? repeat(problems, ({ code, channel, subject }) => `${code} ${channel} ${subject}`, item) : nothing}</ul>
      </section>`, host);
  }

  draw();
}
