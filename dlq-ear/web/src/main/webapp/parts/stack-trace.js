// A stack trace in which the application's own frames stand out.
import { html, nothing } from '../vendor/lit-html/lit-html.js';

const FRAMEWORK = /^\s+at (?:[^/\s]+\/)*(?:java|javax|jakarta|jdk|sun|com\.sun|org\.apache|org\.springframework|io\.smallrye|org\.jboss|org\.glassfish|fish\.payara|org\.eclipse|io\.netty|io\.vertx)\b/;
const FRAME = /^\s+at /;
const MORE = /^\s+\.\.\. \d+ /;

const kind = line => {
  if (FRAMEWORK.test(line) || MORE.test(line)) return 'frame foreign';
  return FRAME.test(line) ? 'frame own' : 'said';
};

export function stackTrace(trace) {
  if (!trace) return nothing;
  // Each line is its own element with its own line break, so that copying gives back the text.
  return html`<details class="trace" open><summary>Stack trace</summary>
    <pre tabindex="0" aria-label="Stack trace">${trace.trimEnd().split('\n').map(line => html`<span class=${kind(line)}>${line}
</span>`)}</pre></details>`;
}
