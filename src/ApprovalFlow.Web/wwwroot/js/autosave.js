// Saves the registration form a moment after typing stops, and says so in words. Without scripts the Save button does it.

const form = document.querySelector('form[data-autosave]');
const state = document.getElementById('autosave-state');
const revision = form?.elements.namedItem('Revision');
let timer;
let saving = false;
let changed = false;
let stopped = false;

async function save() {
  if (saving || stopped || form.dataset.sent) return;
  saving = true;
  changed = false;
  state.textContent = form.dataset.saving;
  try {
    const answer = await fetch(form.dataset.autosave, { method: 'POST', body: new FormData(form), redirect: 'manual' });
    if (answer.type === 'opaqueredirect' || answer.status === 400 || answer.status === 401) {
      state.textContent = form.dataset.lost;
    } else if (!answer.ok) {
      state.textContent = form.dataset.failed;
      changed = true;
    } else {
      const result = await answer.json();
      state.textContent = result.text;
      state.classList.toggle('text-danger', !result.saved);
      if (result.saved) revision.value = result.revision;
      else stopped = true; // another window saved first: the button decides, not a timer
    }
  } catch {
    state.textContent = form.dataset.failed;
    changed = true;
  }
  saving = false;
  if (changed) later(5000);
}

function later(pause) {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

form?.addEventListener('input', () => {
  changed = true;
  later(1500);
});
