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
  FAILED: 'Given up by policy; it can still be redriven.',
  EXPIRED: 'Older than its channel keeps unresolved records.',
  SKIPPED: 'Marked by a person as not needed.',
  ON_HOLD: 'Parked by a person: neither retried nor expired until released.',
})[status] ?? '';

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
  redriveNoValue: 'Its value is not here, so there is nothing to publish.',
  redriven: target => `Redriven to ${target.topic}-${target.partition}@${target.offset}`,
  stale: 'Someone changed this record while the dialog was open. What you typed is kept.',
  copied: 'Copied',
  copyByHand: 'Copy this:',
};

export const payloadMeaning = (state, origin) => ({
  TOMBSTONE: 'Tombstone. The original value was null, which in Kafka is a deletion; nothing is missing.',
  POINTER: `Pointer only. The dead letter does not carry the value${origin ? `; it may still be read at ${origin}` : ''}.`,
  MISSING: 'Missing. The value was lost before the dead letter reached us.',
})[state] ?? null;
