// Elsa Studio speaks English only. This replaces its words by ours as they appear, from a table: "words" by the whole text,
// "patterns" by a regular expression, "hidden" for what we do not serve. What people wrote stays as it is: the drawing and the
// code editor are left alone.
(() => {
  const untouched = '.monaco-editor, .x6-graph, .react-flow, [data-own-words], script, style, textarea';
  const attributes = ['title', 'aria-label', 'placeholder', 'data-label'];
  let words = new Map();
  let patterns = [];
  let hidden = new Map();

  const said = text => {
    const plain = text.trim();
    if (plain === '') return text;
    const word = words.get(plain);
    if (word !== undefined) return text.replace(plain, () => word);
    for (const [pattern, replacement] of patterns) {
      if (pattern.test(plain)) return text.replace(plain, () => plain.replace(pattern, replacement));
    }
    return text;
  };

  const hide = (element, text) => {
    const selector = hidden.get(text.trim());
    const found = selector && element?.closest(selector);
    if (found) found.dataset.notServed = '';
  };

  const translateText = node => {
    hide(node.parentElement, node.data);
    const text = said(node.data);
    if (text !== node.data) node.data = text;
  };

  const translateElement = element => {
    for (const name of attributes) {
      const before = element.getAttribute(name);
      if (before === null) continue;
      hide(element, before);
      const after = said(before);
      if (after !== before) element.setAttribute(name, after);
    }
  };

  const translate = root => {
    const start = root.nodeType === Node.ELEMENT_NODE ? root : root.parentElement;
    if (start === null || start.closest(untouched)) return;
    if (root.nodeType === Node.TEXT_NODE) return translateText(root);
    translateElement(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
      acceptNode: node => node.nodeType === Node.ELEMENT_NODE && node.matches(untouched) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    });
    while (walker.nextNode()) {
      if (walker.currentNode.nodeType === Node.TEXT_NODE) translateText(walker.currentNode);
      else translateElement(walker.currentNode);
    }
  };

  const watch = () => {
    translate(document.body);
    new MutationObserver(changes => {
      for (const change of changes) {
        if (change.type === 'childList') change.addedNodes.forEach(node => { if (node.nodeType <= Node.TEXT_NODE) translate(node); });
        else if (change.type === 'characterData') translate(change.target);
        else if (!change.target.closest(untouched)) translateElement(change.target);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: attributes });
  };

  const ready = new Promise(resolve => {
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', resolve);
    else resolve();
  });

  Promise.all([fetch(document.currentScript.dataset.words).then(answer => answer.json()), ready]).then(([table]) => {
    words = new Map(Object.entries(table.words));
    patterns = Object.entries(table.patterns).map(([pattern, replacement]) => [new RegExp(`^${pattern}$`), replacement]);
    hidden = new Map(Object.entries(table.hidden));
    watch();
  });
})();
