// Every sentence the page says that is more than a label.

export const STATUSES = ['PENDING', 'RETRYING', 'SUCCESS', 'FAILED', 'EXPIRED', 'SKIPPED', 'ON_HOLD'];

export const statusWord = status => ({
  PENDING: 'Pending', RETRYING: 'Retrying', SUCCESS: 'Success', FAILED: 'Failed',
  EXPIRED: 'Expired', SKIPPED: 'Skipped', ON_HOLD: 'On hold',
})[status] ?? status;

export const statusMeaning = status => ({
  PENDING: 'Stored; waits for a retry, a redrive or a person.',
  RETRYING: 'An instance is running its handler now.',
  SUCCESS: 'Its handler succeeded, or Kafka acknowledged its redrive.',
  FAILED: 'Given up by policy; a person can still retry or redrive it.',
  EXPIRED: 'Older than its channel keeps unresolved records.',
  SKIPPED: 'Marked by a person as not needed.',
  ON_HOLD: 'Parked by a person: neither retried nor expired until released.',
})[status] ?? '';

export const actionWord = action => ({
  retry: 'Retry', redrive: 'Redrive', skip: 'Skip', hold: 'Hold', release: 'Release', restore: 'Restore', expire: 'Expire',
})[action] ?? action;

export const actionMeaning = action => ({
  retry: 'Runs the handler again in this application. Other consumers of the topic are not affected.',
  skip: 'Mark as not needed. You can restore it until it is purged.',
  hold: 'Keep, and do not retry or expire until you release it.',
  release: 'End the hold. It is retried again, or waits for a person.',
  restore: 'Take it back. It is retried again, or waits for a person.',
  expire: 'Give it up as too old, before its time. You can restore it until it is purged.',
})[action] ?? '';

/** @param record as it was */
export const actionDone = (action, record, name) => ({
  retry: `Retry started for ${name}`,
  skip: `Skipped ${name}`,
  hold: `${name} is on hold`,
  release: `Released ${name}`,
  restore: record.status === 'EXPIRED' ? `Restored ${name}. It is as old as before: hold or redrive it, or it expires again in a day.` : `Restored ${name}`,
  expire: `Expired ${name}`,
})[action] ?? name;

export const outcomeWord = outcome => ({
  SUCCEEDED: 'succeeded', FAILED: 'failed', POSTPONED: 'postponed', GIVEN_UP: 'given up',
})[outcome] ?? outcome;

export const retrierWord = retrier => ({
  THIS_INSTANCE: 'this instance', ANOTHER_INSTANCE: 'another instance; no handler runs here', NOBODY: 'nobody',
})[retrier] ?? retrier;

export const words = {
  live: 'Live',
  liveLost: since => `Live updates stopped at ${since}. Retrying…`,
  rolesOf: roles => `Roles: ${roles.join(', ')}`,
  needsRole: (verb, role) => `You can look but not ${verb}. Needs role ${role}.`,
  emptyGood: 'No dead letters. The next one shows up here by itself.',
  emptyFilter: 'No records match these filters.',
  newRecords: count => `${count} new ${count === 1 ? 'record' : 'records'}. Show`,
  payloadHidden: 'Key, value and headers are hidden to protect personal data. Your name and the time are recorded when you reveal them.',
  redriveMeaning: 'Publishes the record to a Kafka topic. Every consumer group of that topic will receive it.',
  redriveOne: 'Every consumer group of that topic will receive it, also those that had no trouble with it. This cannot be undone.',
  redriveStatus: status => `Only pending and failed records can be redriven. This one: ${statusWord(status).toLowerCase()}.`,
  redriveNoValue: 'Its value is not to be had, so there is nothing to publish.',
  retryNobody: channel => `Nobody retries the dead letters of ${channel} here.`,
  retryNoValue: 'Its value is not to be had, so no handler can be given it.',
  outOfOrder: waitsFor => `${waitsFor}. In its turn it waits until they are not. Out of order it goes first, and keeps no order with them from now on.`,
  expireOne: 'It is neither retried nor counts as unresolved any longer, and is purged in time. Those of its key that wait for it go on.',
  attemptBefore: 'Before it came here',
  untried: 'Nothing was tried here yet.',
  due: 'due',
  redriven: target => `Redriven to ${target.topic}-${target.partition}@${target.offset}`,
  stale: 'Someone changed this record while the dialog was open. What you typed is kept.',
  copied: 'Copied',
  copyByHand: 'Copy this:',
};

export const payloadMeaning = (state, source) => ({
  TOMBSTONE: 'Tombstone. The original value was null, which in Kafka is a deletion; nothing is missing.',
  POINTER: `Not kept here. It is read${source ? ` from ${source}` : ''} when it is needed, as long as its topic has it.`,
  MISSING: 'Missing. The value was lost on its way to us, is gone from its topic, or was not kept.',
})[state] ?? null;

/** How things stand, in a line: what is worst, and how much more there is. */
export function standing(problems) {
  if (problems.length === 0) return 'Processing normally';
  const [worst, ...others] = problems;
  const more = others.length ? `, and ${others.length} more` : '';
  return `${extent(worst)}: ${brief(worst)}${more}`;
}

const extent = ({ code, severity }) => {
  if (severity === 'CRITICAL') return 'Stopped';
  return { 'topic-in-flood': 'Flooded', 'payload-at-risk': 'At risk' }[code] ?? 'Slowed';
};

const brief = ({ code, channel, subject, title }) => ({
  'channel-paused': `${channel} is paused`,
  'paused-by-flood': `${channel} is paused in a flood of failures`,
  'breaker-open': `the handler of ${channel} is left alone`,
  'breaker-half-open': `the handler of ${channel} is being tried again`,
  'door-closed': subject === 'STORE' ? `${channel} takes in no dead letters` : `${channel} reads nothing for its handler`,
  'door-slowed': subject === 'STORE' ? `${channel} takes in fewer dead letters` : `${channel} reads less for its handler`,
  'topic-in-flood': `most records of ${subject} fail`,
  'payload-at-risk': `${subject} may lose payloads of ${channel}`,
})[code] ?? `${title}, ${channel}`;

export const stateWord = state => ({ RUNNING: 'Running', PAUSED: 'Paused', STOPPED: 'Stopped' })[state] ?? state;
export const stateMeaning = state => ({
  RUNNING: 'Takes records from Kafka.',
  PAUSED: 'Takes none from Kafka until it is resumed; what was under way goes on to its end.',
  STOPPED: 'Its engine is stopping or has stopped.',
})[state] ?? '';

export const doorWord = state => ({ NORMAL: 'Open', SLOWED: 'Slowed', CLOSED: 'Closed' })[state] ?? state;
export const breakerWord = state => ({ CLOSED: 'Closed', HALF_OPEN: 'Half open', OPEN: 'Open' })[state] ?? state;
export const breakerMeaning = state => ({
  CLOSED: 'Every record goes to the handler.',
  HALF_OPEN: 'A few records go to the handler, to find out whether it works again.',
  OPEN: 'No record goes to the handler for a while. They wait; none is failed for it.',
})[state] ?? '';

export const channelWords = {
  storeDoor: 'Dead letters to the store',
  handlerDoor: 'Records to the handler',
  noHandler: 'No handler runs for this channel here; it only stores dead letters.',
  lets: share => `lets in ${share}`,
  fill: (share, closesAt, opensAt) => `${share} full${closesAt ? `; closes at ${closesAt}, opens below ${opensAt}` : ''}`,
  nothingLately: 'Nothing ended lately',
  opened: times => (times === 0 ? 'never opened' : `opened ${times} ${times === 1 ? 'time' : 'times'}`),
  noBreaker: 'None',
  noLimit: 'None',
  rate: rate => `${rate} records/s`,
  limitHint: 'Until the server stops; the configuration stays as it is.',
  limited: (name, rate) => `${name} is limited to ${rate} records/s`,
  unlimited: name => `${name} has no rate limit now`,
  paused: name => `${name} is paused`,
  resumed: name => `${name} reads on`,
  pauseMeaning: 'Reads no more from Kafka; what was read is handled and stored. The consumers stay in their groups.',
  resumeMeaning: 'Reads on where it stopped.',
  flood: (topic, share) => `${share} of the records of ${topic} failed lately`,
  unknownStanding: since => `Not known: no answer since ${since}`,
  showProblems: count => `Show ${count} ${count === 1 ? 'problem' : 'problems'}`,
  hideProblems: 'Hide',
};
