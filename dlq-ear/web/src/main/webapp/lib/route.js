// The address after # is the state of the page: #/records?status=FAILED or #/records/<id>.

export function parse(hash) {
  const [path, query = ''] = hash.replace(/^#\/?/, '').split('?');
  return { path: path.split('/').filter(Boolean).map(decodeURIComponent), query: new URLSearchParams(query) };
}

export function href(path, query) {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(query ?? {})) {
    for (const value of [values].flat()) if (value) search.append(name, value);
  }
  const text = search.toString();
  return `#/${path.map(encodeURIComponent).join('/')}${text ? `?${text}` : ''}`;
}

/** Calls back with the route now and at each change. */
export function onRoute(callback) {
  const go = () => {
    // The skip link's target is a place on the page, not a view.
    if (location.hash === '#main') return;
    const route = parse(location.hash);
    callback(route.path.length ? route : { ...route, path: ['records'] });
  };
  addEventListener('hashchange', go);
  go();
}
