// PmBot on another site, with one line:
//   <script src="https://pmbot.example.com/embed.js" async></script>
// Options, as attributes of that line:
//   data-lang="es|en"        language (default: the visitor's)
//   data-theme="light|dark|system"  colours (default: the visitor's)
//   data-position="left"     corner of the button (default: right)
//   data-target="#element"   fill that element instead of showing a button
//   data-open                open at once
//   data-user="camila"       who it is; for demos on the same machine only
//   data-identity="eyJ..."   who it is: a JWT that the site signed (WebChat:Identity)
//   data-identity-from="/me" where this page fetches such a JWT, as text or as {"token": "eyJ..."}; asked again whenever one is needed
// A function window.pmbotIdentity that gives a JWT, or a promise of one, goes before both.
// The site's origin must be listed in PmBot's WebChat:AllowedOrigins.
(() => {
  'use strict';

  const script = document.currentScript;
  if (!script) return;
  const options = script.dataset;
  const base = new URL('.', script.src).href;
  const spanish = (options.lang || navigator.language || '').toLowerCase().startsWith('es');
  const text = spanish ? { open: 'Abrir el chat de PmBot', close: 'Cerrar el chat', frame: 'Chat con PmBot' }
    : { open: 'Open the PmBot chat', close: 'Close the chat', frame: 'Chat with PmBot' };

  const page = new URL(base);
  page.searchParams.set('embed', '1');
  page.searchParams.set('host', '1');
  for (const name of ['lang', 'theme', 'user']) if (options[name]) page.searchParams.set(name, options[name]);

  async function identity() {
    if (typeof window.pmbotIdentity === 'function') return window.pmbotIdentity();
    if (!options.identityFrom) return options.identity;
    const answer = await fetch(options.identityFrom, { credentials: 'same-origin', cache: 'no-store' });
    // Nobody is signed in here.
    if (answer.status === 401 || answer.status === 204) return null;
    if (!answer.ok) throw new Error(`${options.identityFrom} answered ${answer.status}`);
    const text = (await answer.text()).trim();
    return text.startsWith('{') ? JSON.parse(text).token : text;
  }

  // What the chat keeps where its own storage is closed, as it is for frames of other sites in many browsers.
  const keepers = { localStorage: ['pmbot.ticket', 'pmbot.theme'], sessionStorage: ['pmbot.resume'] };
  function kept() {
    const found = {};
    for (const storage of Object.keys(keepers)) {
      for (const key of keepers[storage]) try { found[key] = window[storage].getItem(key); } catch { /* Here it is closed too. */ }
    }
    return found;
  }
  function keep({ storage, key, value }) {
    if (!keepers[storage]?.includes(key)) return;
    try { typeof value === 'string' ? window[storage].setItem(key, value) : window[storage].removeItem(key); } catch { /* Then it is forgotten. */ }
  }

  let frame = null;
  let opened = false;
  let close = () => {};
  addEventListener('message', async event => {
    // Only our own frame learns who the visitor is.
    if (!frame || event.source !== frame.contentWindow || event.origin !== page.origin) return;
    if (event.data?.type === 'pmbot:keep') keep(event.data);
    if (event.data?.type === 'pmbot:close') close();
    if (event.data?.type !== 'pmbot:hello') return;
    const answer = await identity().then(token => ({ token: token || null }), error => {
      console.error(`PmBot: the page could not say who its visitor is: ${error.message}`);
      return { failed: true };
    });
    frame.contentWindow.postMessage({ type: 'pmbot:hello', kept: kept(), opened, ...answer }, page.origin);
  });

  function makeFrame() {
    frame = document.createElement('iframe');
    frame.src = page.href;
    frame.title = text.frame;
    frame.allow = 'clipboard-write';
    frame.referrerPolicy = 'origin';
    return frame;
  }

  function fill(target) {
    makeFrame();
    frame.style.cssText = 'display:block;width:100%;height:100%;min-height:420px;border:0';
    target.replaceChildren(frame);
  }

  function float() {
    const side = options.position === 'left' ? 'left' : 'right';
    const host = document.createElement('div');
    const shadow = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      :host { all: initial; }
      button { position: fixed; ${side}: 20px; bottom: 20px; z-index: 2147483647; width: 60px; height: 60px; padding: 0; border: 0;
        border-radius: 50%; background: #2f5fd7; color: #fff; cursor: pointer; box-shadow: 0 4px 16px rgb(0 0 0 / 28%);
        display: grid; place-items: center; transition: transform .15s; }
      button:hover { transform: scale(1.05); }
      button:focus-visible { outline: 3px solid #8db0ff; outline-offset: 3px; }
      button svg { width: 30px; height: 30px; }
      button[aria-expanded=true] .chat, button[aria-expanded=false] .close { display: none; }
      iframe { position: fixed; ${side}: 20px; bottom: 92px; z-index: 2147483646; width: 400px; height: min(640px, calc(100dvh - 112px));
        border: 0; border-radius: 16px; background: Canvas; box-shadow: 0 8px 40px rgb(0 0 0 / 30%); }
      iframe[hidden] { display: none; }
      @media (max-width: 480px) {
        iframe { inset: 0; width: 100%; height: 100dvh; border-radius: 0; }
        button[aria-expanded=true] { top: 6px; bottom: auto; ${side}: 6px; width: 44px; height: 44px; box-shadow: none; }
      }
      @media (prefers-reduced-motion: reduce) { button { transition: none; } }`);
    shadow.adoptedStyleSheets = [sheet];

    const button = document.createElement('button');
    button.type = 'button';
    button.innerHTML = `
      <svg class="chat" viewBox="0 0 24 24" aria-hidden="true"><path fill="currentColor" d="M4 5.5A2.5 2.5 0 0 1 6.5 3h11A2.5 2.5 0 0 1 20 5.5v9a2.5 2.5 0 0 1-2.5 2.5H11l-4.5 4v-4A2.5 2.5 0 0 1 4 14.5z"/></svg>
      <svg class="close" viewBox="0 0 24 24" aria-hidden="true"><path fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" d="M6 6l12 12M18 6L6 18"/></svg>`;
    shadow.append(button);
    document.body.append(host);

    const show = (open, takesFocus) => {
      if (open && !frame) shadow.prepend(makeFrame());
      if (frame) frame.hidden = !open;
      button.setAttribute('aria-expanded', String(open));
      button.title = button.ariaLabel = open ? text.close : text.open;
      opened = open && takesFocus;
      if (opened) frame.focus();
    };
    close = () => { if (frame && !frame.hidden) { show(false); button.focus(); } };
    button.addEventListener('click', () => show(button.getAttribute('aria-expanded') !== 'true', true));
    addEventListener('keydown', event => { if (event.key === 'Escape') close(); });
    // Nobody asked for it yet: whoever reads the page goes on reading.
    show('open' in options, false);
  }

  function place() {
    const target = options.target && document.querySelector(options.target);
    if (options.target && !target) console.error(`PmBot: there is no element ${options.target} on this page.`);
    else if (target) fill(target);
    else float();
  }

  // Asked first, so that a site that is not listed learns why instead of showing an empty frame.
  fetch(`${base}api/webchat/site`)
    .then(answer => { if (!answer.ok) throw new Error(); })
    .then(() => document.body ? place() : addEventListener('DOMContentLoaded', place))
    .catch(() => console.error(`PmBot: ${location.origin} may not embed this chat, or PmBot is not running. List the origin in WebChat:AllowedOrigins.`));
})();
