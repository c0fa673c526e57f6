// Asks before something is done, and why it is done; stays open with what was typed if the server refuses.
import { html, nothing, render } from '../vendor/lit-html/lit-html.js';
import { problemNote } from './problem.js';

/**
 * @param choices label and body of what may be sent, the safest last
 * @param send sends a body with the reason, and throws what refuses it
 * @param refused told that it was
 */
export function openAsk({ title, consequence, choices }, send, refused) {
  const host = document.getElementById('dialogs');
  let problem = null;
  let busy = false;

  async function choose(event) {
    event.preventDefault();
    if (busy) return;
    const reason = new FormData(event.target).get('reason').trim();
    const { body } = choices[event.submitter?.value ?? choices.length - 1];
    busy = true;
    problem = null;
    draw();
    try {
      await send({ ...body, reason });
      host.querySelector('dialog')?.close();
    } catch (refusal) {
      problem = refusal;
      refused();
    }
    busy = false;
    if (host.querySelector('dialog[open]')) draw();
  }

  function draw() {
    render(html`
      <dialog aria-labelledby="ask-title" @close=${() => render(nothing, host)} @cancel=${event => { if (busy) event.preventDefault(); }}>
        <form @submit=${choose}>
          <h2 id="ask-title">${title}</h2>
          <p>${consequence}</p>
          <label class="field">Reason
            <input name="reason" autocomplete="off" maxlength="500">
          </label>
          <p class="hint">Goes into the audit trail with your name.</p>
          ${problem ? problemNote(problem) : nothing}
          <div class="buttons">
            <button type="button" ?disabled=${busy} @click=${event => event.target.closest('dialog').close()}>Cancel</button>
            ${choices.map(({ label }, index) => html`<button type="submit" value=${index}
              class=${index === choices.length - 1 ? 'primary' : ''} ?disabled=${busy}>${label}</button>`)}
          </div>
        </form>
      </dialog>`, host);
  }

  draw();
  host.querySelector('dialog').showModal();
}
