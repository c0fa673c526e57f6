// Keeps a view up to date by asking again and again; says when it cannot.

const INTERVAL = 2000;
const SLOWEST = 15000;
const listeners = new Set();

/** Whether the last question was answered, for all views together. */
export const connection = {
  lostSince: null,
  onChange(listener) { listeners.add(listener); },
};

function connected(yes) {
  const before = connection.lostSince;
  connection.lostSince = yes ? null : before ?? new Date();
  if ((before === null) !== yes) listeners.forEach(listener => listener());
}

/**
 * Runs an asynchronous task now and then every two seconds, more slowly while it fails, not at all while nobody sees the
 * page. The task is given an AbortSignal. Returns { stop, now }.
 */
export function poll(task) {
  let timer = 0;
  let wait = INTERVAL;
  let stopped = false;
  let running = new AbortController();

  async function run() {
    clearTimeout(timer);
    running.abort();
    const mine = new AbortController();
    running = mine;
    try {
      await task(mine.signal);
      wait = INTERVAL;
      connected(true);
    } catch (failure) {
      if (mine.signal.aborted) return;
      wait = Math.min(wait * 2, SLOWEST);
      // A refusal is an answer too; only silence and outages count as lost.
      connected(Boolean(failure.status) && failure.status < 500);
    }
    if (!stopped && mine === running) timer = setTimeout(run, wait);
  }

  const seen = () => { if (document.hidden) { clearTimeout(timer); } else { run(); } };
  document.addEventListener('visibilitychange', seen);
  run();
  return {
    now: run,
    stop() {
      stopped = true;
      clearTimeout(timer);
      running.abort();
      document.removeEventListener('visibilitychange', seen);
    },
  };
}
