// What the page around Elsa Studio does for it: the language of its parts, its keyboard shortcuts, and what it swallows itself:
// a lost session, somebody else's save, and work that could not be saved. Nothing that was drawn is lost silently.
(() => {
  localStorage.setItem('BlazorCulture', document.documentElement.lang.startsWith('zh') ? 'zh-CN' : 'en-US');

  // ---- shortcuts: the studio's own script for them is inline, and our policy lets no inline script run -------------------
  let shortcuts = null;
  window.editorHotkeys = {
    register(studio) {
      this.dispose();
      shortcuts = event => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return;
        event.preventDefault();
        studio.invokeMethodAsync('OnHotKeysCtrlS');
      };
      window.addEventListener('keydown', shortcuts);
    },
    dispose() {
      if (shortcuts) window.removeEventListener('keydown', shortcuts);
      shortcuts = null;
    },
  };

  // ---- keeping what is being saved -----------------------------------------------------------------------------------------
  let stage, banner, findings, kept = null, trouble = false;
  const place = () => 'studio-draft:' + stage.dataset.draft;
  const keep = body => {
    kept = body;
    try { localStorage.setItem(place(), body); } catch { /* a full store must not stop the save */ }
  };
  const letGo = () => {
    kept = null;
    localStorage.removeItem(place());
  };

  const textOf = body => typeof body === 'string' ? body
    : body instanceof ArrayBuffer || ArrayBuffer.isView(body) ? new TextDecoder().decode(body) : null;

  // ---- who signs in again has a new token; the studio keeps the one it was given -------------------------------------------
  let token = null;
  const takeToken = async () => {
    const page = new DOMParser().parseFromString(await (await real(location.href)).text(), 'text/html');
    token = page.querySelector('[tenant-id]')?.getAttribute('tenant-id') ?? token;
  };

  // ---- the strip that says so ----------------------------------------------------------------------------------------------
  const button = (label, act, primary) => {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'btn btn-sm ' + (primary ? 'btn-primary' : 'btn-outline-primary');
    element.textContent = label;
    element.addEventListener('click', act);
    return element;
  };

  const link = (label, address) => {
    const element = document.createElement('a');
    element.className = 'btn btn-sm btn-outline-primary';
    element.href = address;
    element.target = '_blank';
    element.rel = 'noopener';
    element.textContent = label;
    return element;
  };

  const show = (text, ...actions) => {
    if (!banner) return;
    trouble = true;
    const words = document.createElement('span');
    words.textContent = text;
    banner.replaceChildren(words, ...actions);
    banner.hidden = false;
  };

  const calm = () => {
    trouble = false;
    if (banner) banner.hidden = true;
  };

  const download = () => {
    const file = new Blob([JSON.stringify(JSON.parse(kept).model, null, 2)], { type: 'application/json' });
    const anchor = document.createElement('a');
    anchor.href = URL.createObjectURL(file);
    anchor.download = stage.dataset.draft + '.json';
    anchor.click();
    URL.revokeObjectURL(anchor.href);
  };

  const downloadButton = () => button(banner.dataset.download, download);
  const saveAgain = () => button(banner.dataset.again, async () => {
    await takeToken();
    document.querySelector('.elsa-toolbar-icon button')?.click();
  }, true);
  const openLatest = () => button(banner.dataset.reload, () => { letGo(); trouble = false; location.reload(); });

  const sessionLost = () => show(banner?.dataset.lost, link(banner?.dataset.signin, stage.dataset.signin), saveAgain(), downloadButton());
  const offline = () => show(banner?.dataset.offline, saveAgain(), downloadButton());

  // ---- what is wrong with the drawing ------------------------------------------------------------------------------------
  const showFindings = list => {
    if (!findings || !Array.isArray(list)) return;
    const count = severity => list.filter(f => f.severity === severity).length;
    const [errors, warnings] = [count('error'), count('warning')];
    const parts = [];
    if (errors) parts.push(findings.dataset.errors.replace('{0}', errors));
    if (warnings) parts.push(findings.dataset.warnings.replace('{0}', warnings));
    findings.querySelector('summary').textContent = parts.length ? parts.join(' · ') : findings.dataset.none;
    findings.dataset.tone = errors ? 'bad' : warnings ? 'wait' : 'good';
    findings.querySelector('ol').replaceChildren(...list.map(finding => {
      const item = document.createElement('li');
      item.className = finding.severity;
      item.textContent = finding.text;
      return item;
    }));
    findings.hidden = false;
  };

  // ---- the phase of each activity, by which the toolbox sorts and the drawing is coloured ------------------------------------
  const phases = new Map();
  const paintPhases = () => {
    if (stage.classList.contains('viewer')) return; // there, colours say how far the competition has come
    for (const node of document.querySelectorAll('.x6-node:not([data-phase])')) {
      const type = /"type":"([^"]+)"/.exec(node.querySelector('[activity-json]')?.getAttribute('activity-json'))?.[1];
      if (phases.has(type)) node.dataset.phase = phases.get(type);
    }
  };

  // ---- a stage just dropped is called what the toolbox calls it; the studio would say "WrittenExam1" ---------------------------
  const toolbox = new Map();
  const christen = body => {
    const sent = JSON.parse(body);
    for (const activity of sent.model?.root?.activities ?? []) {
      const name = toolbox.get(activity.type);
      if (!name || activity.metadata?.displayText || activity.name?.replace(/\d+$/, '') !== activity.type.split('.').pop()) continue;
      activity.metadata = { ...activity.metadata, displayText: name };
      const label = document.querySelector(`.x6-node[data-cell-id="${CSS.escape(activity.id)}"] .activity-label`);
      if (label) label.textContent = name;
    }
    return JSON.stringify(sent);
  };

  // ---- every call of the studio passes here ----------------------------------------------------------------------------------
  const real = window.fetch;
  const isOurs = address => address.origin === location.origin && address.pathname.includes('/elsa/api/');

  window.fetch = async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input, document.baseURI);
    if (!isOurs(address)) return real(input, init);
    const method = (init?.method ?? (input instanceof Request ? input.method : 'GET')).toUpperCase();
    const saves = method === 'POST' && /\/workflow-definitions$/.test(address.pathname);
    if (saves) {
      const body = textOf(init?.body);
      if (body) {
        init = { ...init, body: christen(body) };
        keep(init.body);
      }
    }

    if (token) {
      const headers = new Headers(init?.headers);
      headers.set(document.querySelector('[tenant-id-header-name]').getAttribute('tenant-id-header-name'), token);
      init = { ...init, headers };
    }

    // The studio dies of a failure of these two, with all that was not saved: it gets an answer that it can show.
    const asksOnly = /\/validation\/is-name-unique$/.test(address.pathname);
    const unknown = () => Response.json({ isUnique: true });
    const notSaved = () => Response.json({ status: 400, errors: { generalErrors: [banner.dataset.lost] } }, { status: 400, headers: { 'content-type': 'application/problem+json' } });

    let answer;
    try {
      answer = await real(input, init);
    } catch (error) {
      if (saves) offline();
      if (asksOnly) return unknown();
      throw error;
    }

    if (answer.status === 401) sessionLost();
    if (answer.status === 401 && saves) return notSaved();
    if (asksOnly && !answer.ok) return unknown();
    if (saves) await judge(answer.clone());
    else if (method === 'GET' && answer.ok && /\/by-definition-id\//.test(address.pathname)) showFindings((await answer.clone().json()).findings);
    else if (answer.ok && /\/descriptors\/activities$/.test(address.pathname)) {
      for (const activity of (await answer.clone().json()).items) {
        phases.set(activity.typeName, parseInt(activity.category));
        if (activity.isBrowsable) toolbox.set(activity.typeName, activity.displayName);
      }
    }
    return answer;
  };

  const judge = async answer => {
    if (answer.ok) {
      letGo();
      calm();
      showFindings((await answer.json()).findings);
    } else if (answer.status >= 500) {
      offline();
    } else if (answer.status === 400) {
      const refusal = await answer.json();
      if (refusal.reason === 'page') sessionLost(); // the token was of a session that is over
      else if (refusal.reason) show(refusal.errors.generalErrors.join(' '), downloadButton(), openLatest());
    }
  };

  // ---- work that an earlier visit could not save -------------------------------------------------------------------------------
  const restore = async () => {
    const editor = document.querySelector('elsa-workflow-definition-editor');
    const base = editor.getAttribute('remote-endpoint');
    const sent = JSON.parse(kept);
    const now = await (await real(`${base}/workflow-definitions/by-definition-id/${encodeURIComponent(editor.getAttribute('definition-id'))}`)).json();
    sent.publish = false;
    sent.model.customProperties = { ...sent.model.customProperties, draftRevision: now.customProperties.draftRevision };
    const answer = await real(`${base}/workflow-definitions`, {
      method: 'POST', body: JSON.stringify(sent),
      headers: { 'content-type': 'application/json', [editor.getAttribute('tenant-id-header-name')]: editor.getAttribute('tenant-id') },
    });
    if (!answer.ok) return show((await answer.json()).errors.generalErrors.join(' '), downloadButton());
    letGo();
    location.reload();
  };

  const offerKept = () => {
    if (!banner) return;
    kept = localStorage.getItem(place());
    if (!kept) return;
    show(banner.dataset.kept, button(banner.dataset.restore, restore, true), downloadButton(), button(banner.dataset.discard, () => { letGo(); calm(); }));
    trouble = false;
  };

  window.addEventListener('beforeunload', event => { if (trouble && kept) event.preventDefault(); });

  // ---- where a running competition stands, on its drawing --------------------------------------------------------------------
  const paintStandings = () => {
    for (const standing of document.querySelectorAll('data.standing')) {
      const node = document.querySelector(`.x6-node[data-cell-id="${CSS.escape(standing.dataset.activity)}"]`);
      if (node && node.dataset.standing !== standing.value) node.dataset.standing = standing.value;
    }
  };

  document.addEventListener('DOMContentLoaded', () => {
    stage = document.getElementById('studio');
    banner = document.getElementById('studio-banner');
    findings = document.getElementById('studio-findings');
    const started = new MutationObserver(() => {
      if (stage.querySelector('.x6-graph, .rz-splitter')) stage.querySelector('.studio-loading')?.remove();
      paintStandings();
      paintPhases();
    });
    started.observe(stage, { subtree: true, childList: true });
    // The bar above takes its height from the canvas.
    const fit = () => document.documentElement.style.setProperty('--mud-appbar-height', `${Math.round(stage.getBoundingClientRect().top + scrollY)}px`);
    new ResizeObserver(fit).observe(document.querySelector('main'));
    fit();
    offerKept();
  });
})();
