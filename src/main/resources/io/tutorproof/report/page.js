
'use strict';
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const kept = {
    get: (key) => { try { return localStorage.getItem('tutorproof-' + key); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem('tutorproof-' + key, value); } catch { /* not kept, then */ } },
  };

  const wished = (navigator.languages || [navigator.language]).map((language) => language.slice(0, 2));
  root.lang = kept.get('lang') || wished.find((language) => language === 'en' || language === 'es') || 'en';
  const title = document.querySelector('title');
  const titles = { en: title.textContent, es: title.dataset.es };
  const speak = (language) => {
    root.lang = language;
    document.title = titles[language];
  };
  speak(root.lang);
  byId('_language').addEventListener('click', () => {
    speak(root.lang === 'es' ? 'en' : 'es');
    kept.set('lang', root.lang);
  });

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const colour = () => { root.dataset.theme = kept.get('theme') || (dark.matches ? 'dark' : 'light'); };
  colour();
  dark.addEventListener('change', colour);
  byId('_theme').addEventListener('click', () => {
    kept.set('theme', root.dataset.theme === 'dark' ? 'light' : 'dark');
    root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
  });
  document.querySelector('.switches').hidden = false;

  const form = byId('_filter');
  if (!form) {
    return;
  }
  form.hidden = false;
  const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const claims = [...document.querySelectorAll('article.claim')];
  const texts = new Map(claims.map((claim) => [claim, plain(
    [claim.id, claim.closest('.part').querySelector('h3').textContent, ...[...claim.querySelectorAll('h4, .meta, .wrong, .reason')].map((part) => part.textContent)].join(' '))]));
  const filter = () => {
    const words = plain(byId('_words').value).split(/\s+/).filter(Boolean);
    const verdicts = new Set([...form.querySelectorAll('[name=verdict]:checked')].map((box) => box.value));
    let shown = 0;
    for (const claim of claims) {
      const fits = verdicts.has(claim.dataset.verdict) && words.every((word) => texts.get(claim).includes(word));
      claim.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const part of document.querySelectorAll('.part')) {
      part.hidden = !part.querySelector('article.claim:not([hidden])');
    }
    byId('_how-many').textContent = shown;
  };
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());

  const foldAll = (open) => {
    for (const claim of claims) {
      const proof = claim.querySelector('details.proof');
      if (proof && !claim.hidden) {
        proof.open = open;
      }
    }
  };
  byId('_unfold').addEventListener('click', () => foldAll(true));
  byId('_fold').addEventListener('click', () => foldAll(false));

  const follow = () => {
    const claim = byId(location.hash.slice(1)); // an id has nothing that would be encoded
    if (!claim || !claim.matches('article.claim')) {
      return;
    }
    if (claim.hidden) {
      byId('_words').value = '';
      form.querySelectorAll('[name=verdict]').forEach((box) => { box.checked = true; });
      filter();
    }
    const proof = claim.querySelector('details.proof');
    if (proof) {
      proof.open = true;
    }
    claim.scrollIntoView();
  };
  addEventListener('hashchange', follow);
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && link.hash === location.hash) {
      follow(); // the second time nothing changes that would tell
    }
  });
  filter();
  follow();
})();
