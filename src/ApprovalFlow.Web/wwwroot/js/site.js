// Small comforts; every page works without them.

// An open menu closes when one looks elsewhere.
document.addEventListener('click', event => {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

// A form is sent once, however often the button is pressed; data-again marks one that answers with a download.
document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== 'post' || 'again' in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = 'yes';
});

window.addEventListener('pageshow', event => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});

// After a refused form the summary is where reading goes on.
document.querySelector('.validation-summary-errors')?.focus();

// On a narrow screen the navigation scrolls: show where one is.
document.querySelector('.site-nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

// Buttons that only a browser with scripts can serve.
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

// A running count of what is typed, as the server counts: one for a line end.
for (const area of document.querySelectorAll('textarea[data-count]')) {
  const shown = document.getElementById(area.dataset.count);
  const count = () => { shown.textContent = shown.dataset.words.replace('{0}', area.value.trim().length); };
  area.addEventListener('input', count);
  count();
}
