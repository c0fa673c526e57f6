// Calls the REST API. Whatever goes wrong is thrown as a Problem, whose fields are those of RFC 9457.

const base = new URL('api/v1/', document.baseURI);
// fetch refuses addresses with credentials, which a page opened as http://user:password@host inherits.
base.username = '';
base.password = '';

export class Problem extends Error {
  constructor({ title, detail, status, code, traceId }) {
    super(detail || title);
    this.title = title;
    this.detail = detail;
    this.status = status;
    this.code = code;
    this.traceId = traceId;
  }
}

/** The address of a path, for people to copy. */
export const address = path => new URL(path, base).href;

export function get(path, { query, signal } = {}) {
  const url = new URL(path, base);
  for (const [name, values] of Object.entries(query ?? {})) {
    for (const value of [values].flat()) {
      if (value !== undefined && value !== null && value !== '') url.searchParams.append(name, value);
    }
  }
  return call(url, { signal });
}

export const post = (path, body, headers) => send('POST', path, body, headers);
export const put = (path, body) => send('PUT', path, body);
/** Without a body. */
export const remove = path => send('DELETE', path);

function send(method, path, body, headers = {}) {
  const content = body === undefined ? {} : { 'Content-Type': 'application/json' };
  return call(new URL(path, base), {
    method,
    headers: { ...content, 'X-Requested-By': 'dashboard', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

async function call(url, options) {
  let response;
  try {
    response = await fetch(url, { cache: 'no-store', ...options });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem({ title: 'The server does not answer', detail: 'It may be restarting. Nothing was changed by this page.', code: 'unreachable' });
  }
  const body = await response.json().catch(() => null);
  if (response.ok && body) return { body, etag: response.headers.get('ETag') };
  throw new Problem(body ?? { title: `The server answered with status ${response.status}`, status: response.status });
}
