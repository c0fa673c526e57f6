// A short message that goes by itself; screen readers announce it because its host is a live region.
const SHOWN_FOR = 8000;

export function toast(text) {
  const note = document.createElement('div');
  note.className = 'toast';
  note.textContent = text;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'quiet';
  close.textContent = 'Dismiss';
  close.addEventListener('click', () => note.remove());
  note.append(close);
  document.getElementById('toasts').append(note);
  setTimeout(() => note.remove(), SHOWN_FOR);
}
