// PmBot's chat page: gets a token, shows Web Chat, and keeps the conversation through reloads, restarts and sleep.
(() => {
  'use strict';

  const params = new URLSearchParams(location.search);
  const root = document.documentElement;
  const byId = id => document.getElementById(id);
  const base = new URL('.', location.href).href.replace(/\/$/, '');

  const texts = {
    es: {
      locale: 'es-ES', online: 'En línea', offline: 'Sin conexión', connecting: 'Conectando…', reconnecting: 'Reconectando…',
      themes: { system: 'Colores: como el sistema', light: 'Colores: claros', dark: 'Colores: oscuros' }, restart: 'Empezar otra conversación', retry: 'Reintentar',
      unreachable: 'No puedo conectar con PmBot.', refused: 'Este sitio no puede usar el chat de PmBot.', type: 'Escribe un mensaje',
      IdentityExpired: 'Tu sesión en este sitio venció. Vuelve a entrar y recarga la página.',
      IdentityInvalid: 'No pude comprobar quién eres en este sitio. Avisa a quien lo administra.',
      IdentityRequired: 'Entra primero en el sitio; este chat es solo para quienes tienen cuenta.'
    },
    en: {
      locale: 'en-US', online: 'Online', offline: 'No connection', connecting: 'Connecting…', reconnecting: 'Reconnecting…',
      themes: { system: 'Colours: as the system', light: 'Colours: light', dark: 'Colours: dark' }, restart: 'Start another conversation', retry: 'Try again',
      unreachable: 'I cannot reach PmBot.', refused: 'This site may not use PmBot’s chat.', type: 'Type a message',
      IdentityExpired: 'Your session on this site has expired. Sign in again and reload the page.',
      IdentityInvalid: 'I could not check who you are on this site. Please tell whoever runs it.',
      IdentityRequired: 'Sign in to the site first; this chat is only for people with an account.'
    }
  };
  const wanted = [params.get('lang'), ...(navigator.languages || [navigator.language])].filter(Boolean);
  const lang = wanted.map(tag => tag.slice(0, 2).toLowerCase()).find(tag => tag in texts) || 'en';
  const text = texts[lang];
  // The person's own variant (es-CO) tells the bot more than the two that the page speaks.
  const locale = wanted.find(tag => tag.slice(0, 2).toLowerCase() === lang && tag.length > 2) || text.locale;
  root.lang = lang;
  if (params.has('embed')) root.dataset.embed = '';

  // In a foreign frame storage may be closed: the page around it then keeps what is to be kept. In a private window the chat just forgets.
  const memory = new Map();
  let host = null;
  const kept = storage => ({
    get(key) { try { return window[storage].getItem(key); } catch { return memory.get(key) ?? null; } },
    set(key, value) {
      try {
        value === null ? window[storage].removeItem(key) : window[storage].setItem(key, value);
      } catch {
        memory.set(key, value);
        if (host) window.parent.postMessage({ type: 'pmbot:keep', storage, key, value }, host);
      }
    }
  });
  const lasting = kept('localStorage');
  const passing = kept('sessionStorage');

  // What the page's address asks for counts until the person chooses; "system" is whatever the device prefers.
  const themes = ['system', 'light', 'dark'];
  function applyTheme(wish) {
    const theme = themes.includes(wish) ? wish : 'system';
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
    byId('theme').title = byId('theme').ariaLabel = text.themes[theme];
    return theme;
  }
  let theme = applyTheme(lasting.get('pmbot.theme') || params.get('theme'));

  function showStatus(state) {
    const status = byId('status');
    if (status.dataset.state === state) return;
    status.dataset.state = state;
    status.textContent = text[state];
  }

  function showNotice(message, again) {
    byId('notice-text').textContent = message;
    byId('retry').hidden = !again;
    byId('notice').hidden = false;
    byId('status').textContent = '';
    // What the notice lies over is neither seen nor reached with the keyboard.
    byId('chat').inert = true;
    if (again && mayFocus()) byId('retry').focus();
  }

  const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

  // Inside another page only who opened the chat, or is here already, is brought to the box: who reads that page is not torn out of it.
  let opened = window.parent === window;
  const mayFocus = () => opened || document.hasFocus();

  // The page around this frame (embed.js) says what it kept, and who its visitor is: anew each time, since its token is good for a while only.
  const hostPatience = 15000;
  function askHost() {
    if (!params.has('host') || window.parent === window) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => done(() => reject(new Error('host: no answer'))), hostPatience);
      const hear = event => {
        if (event.source !== window.parent || event.data?.type !== 'pmbot:hello') return;
        const { kept: before, token, failed } = event.data;
        host = event.origin;
        opened = event.data.opened === true;
        for (const key of Object.keys(before || {})) if (!memory.has(key)) memory.set(key, before[key]);
        done(() => failed ? reject(new Error('host: it could not say who its visitor is')) : resolve(token || undefined));
      };
      const done = then => { clearTimeout(timer); removeEventListener('message', hear); then(); };
      addEventListener('message', hear);
      window.parent.postMessage({ type: 'pmbot:hello' }, '*');
    });
  }

  async function requestToken() {
    const identity = await askHost();
    const response = await fetch(`${base}/api/webchat/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        userId: params.get('user') || undefined,
        name: params.get('name') || undefined,
        ticket: lasting.get('pmbot.ticket') || undefined,
        resume: passing.get('pmbot.resume') || undefined,
        identity
      })
    });
    if (response.status === 403) throw Object.assign(new Error('refused'), { refused: text.refused });
    if (response.status === 400 || response.status === 401) {
      const { code, message } = (await response.json()).error;
      console.error(`PmBot: ${message}`);
      throw Object.assign(new Error(code), { refused: text[code] || text.IdentityInvalid });
    }
    if (!response.ok) throw new Error(`token: ${response.status}`);
    const grant = await response.json();
    if (grant.ticket && !params.get('user')) lasting.set('pmbot.ticket', grant.ticket);
    passing.set('pmbot.resume', grant.resume);
    return grant;
  }

  // A service that is just being restarted is back in seconds; waiting quietly beats an error.
  async function requestTokenPatiently() {
    for (let attempt = 0; ; attempt++) {
      try {
        return await requestToken();
      } catch (error) {
        if (error.refused || attempt === 6) throw error;
        await pause(Math.min(500 * 2 ** attempt, 5000));
      }
    }
  }

  // The widget notices a lost line late, and says so later still: the line itself and the device know at once.
  let open = false;
  const showLine = () => showStatus(open ? 'online' : navigator.onLine ? 'reconnecting' : 'offline');
  addEventListener('offline', showLine);
  addEventListener('online', showLine);
  window.WebSocket = class extends window.WebSocket {
    constructor(...address) {
      super(...address);
      this.addEventListener('open', () => { open = true; showLine(); });
      this.addEventListener('close', () => { open = false; showLine(); });
    }
  };

  function connect(grant) {
    return window.WebChat.createDirectLine({
      domain: `${base}/v3/directline`,
      token: grant.token,
      conversationStartProperties: { locale },
      // Watermark 0 asks for the whole conversation that is under way.
      ...(grant.resumed ? { conversationId: grant.conversationId, watermark: '0' } : {})
    });
  }

  const statuses = { 0: 'connecting', 1: 'reconnecting', 2: 'online', 3: 'reconnecting' };

  function watch(directLine, grant) {
    let connected = false;
    directLine.connectionStatus$.subscribe(async status => {
      if (status in statuses) showStatus(status === 1 && !connected ? 'connecting' : statuses[status]);
      connected ||= status === 2;
      try {
        if (status === 3) {
          // The computer slept past the token's life, or the service came back with another key.
          const renewed = await requestTokenPatiently();
          if (renewed.conversationId === grant.conversationId) directLine.reconnect(renewed);
          else location.reload();
        } else if (status === 4) {
          showNotice(text.unreachable, true);
        } else if (status === 5) {
          passing.set('pmbot.resume', null);
        }
      } catch (error) {
        showNotice(error.refused || text.unreachable, !error.refused);
      }
    });
  }

  const style = {
    accent: 'var(--accent)',
    subtle: 'var(--muted)',
    primaryFont: 'var(--font)',
    backgroundColor: 'transparent',
    rootZIndex: 0,
    bubbleBackground: 'var(--surface)',
    bubbleTextColor: 'var(--text)',
    bubbleBorderColor: 'var(--line)',
    bubbleBorderRadius: 14,
    bubbleMaxWidth: 560,
    bubbleFromUserBackground: 'var(--mine)',
    bubbleFromUserTextColor: 'var(--on-mine)',
    bubbleFromUserBorderColor: 'var(--mine)',
    bubbleFromUserBorderRadius: 14,
    markdownExternalLinkIconImage: '',
    timestampColor: 'var(--muted)',
    transcriptActivityVisualKeyboardIndicatorColor: 'var(--accent)',
    transcriptVisualKeyboardIndicatorColor: 'var(--accent)',
    hideUploadButton: true,
    sendBoxBackground: 'var(--surface)',
    sendBoxTextColor: 'var(--text)',
    sendBoxPlaceholderColor: 'var(--muted)',
    sendBoxButtonColor: 'var(--muted)',
    sendBoxButtonColorOnHover: 'var(--accent)',
    sendBoxButtonColorOnFocus: 'var(--accent)',
    sendBoxButtonShadeColorOnHover: 'transparent',
    sendBoxButtonShadeColorOnFocus: 'transparent',
    sendBoxBorderTop: '0',
    sendBoxHeight: 48,
    suggestedActionLayout: 'flow',
    suggestedActionBackgroundColor: 'var(--surface)',
    suggestedActionBackgroundColorOnHover: 'var(--page)',
    suggestedActionBackgroundColorOnActive: 'var(--page)',
    suggestedActionTextColor: 'var(--accent)',
    suggestedActionBorderColor: 'var(--line)',
    suggestedActionBorderRadius: 18,
    suggestedActionHeight: 36,
    cardEmphasisBackgroundColor: 'var(--page)',
    cardPushButtonBackgroundColor: 'var(--mine)',
    cardPushButtonTextColor: 'var(--on-mine)',
    notificationText: 'var(--text)',
    toasterBackgroundColor: 'var(--surface)',
    hideToaster: true,
    connectivityTextSize: '13px',
    groupTimestamp: 300000,
    typingAnimationHeight: 20,
    typingAnimationWidth: 64
  };

  // Web Chat's own values, with colours that change with the page.
  const both = value => ({ default: value, subtle: value });
  const onEmphasis = { foregroundColors: { default: { default: 'var(--text)', subtle: 'var(--muted)' } }, backgroundColor: 'var(--page)' };
  const cards = {
    supportsInteractivity: true,
    fontFamily: 'var(--font)',
    containerStyles: {
      default: {
        foregroundColors: {
          default: { default: 'var(--text)', subtle: 'var(--muted)' }, accent: both('var(--accent)'), good: both('var(--good)'),
          warning: both('var(--warn)'), attention: both('var(--bad)'), dark: both('#000000'), light: both('#ffffff')
        }
      },
      emphasis: onEmphasis, accent: onEmphasis, good: onEmphasis, warning: onEmphasis, attention: onEmphasis
    },
    separator: { lineThickness: 1, lineColor: 'var(--line)' },
    imageSizes: { small: 40, medium: 80, large: 160 },
    actions: {
      actionAlignment: 'stretch', actionsOrientation: 'vertical', buttonSpacing: 8, maxActions: 100, spacing: 'default',
      showCard: { actionMode: 'inline', inlineTopMargin: 8 }
    },
    adaptiveCard: { allowCustomStyle: false },
    imageSet: { imageSize: 'medium', maxImageHeight: 100 },
    factSet: {
      title: { color: 'default', size: 'default', isSubtle: false, weight: 'bolder', wrap: true, maxWidth: 150 },
      value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
      spacing: 8
    },
    textBlock: { headingLevel: 2 }
  };

  // The service's own pictures come from where this page came from, whatever name it is known by elsewhere.
  const own = address => typeof address === 'string' ? address.replace(/^https?:\/\/.*?(?=\/media\/charts\/)/, base) : address;
  const withOwnPictures = part => {
    if (Array.isArray(part)) return part.map(withOwnPictures);
    if (!part || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, part.type === 'Image' && key === 'url' ? own(value) : withOwnPictures(value)]));
  };

  // A card that says all that its message says (its summary is the message's text) is shown alone; other clients read the text.
  const card = 'application/vnd.microsoft.card.adaptive';
  const asShown = action => {
    const activity = action.type === 'DIRECT_LINE/INCOMING_ACTIVITY' && action.payload.activity;
    if (!activity || !(activity.attachments || []).some(a => a.contentType === card)) return action;
    const shown = { ...activity, attachments: activity.attachments.map(a => a.contentType === card ? { ...a, content: withOwnPictures(a.content) } : a) };
    if (activity.summary === activity.text) {
      delete shown.text;
      // The widget would tell a screen reader no more than that there is a card.
      shown.channelData = { ...activity.channelData, 'webchat:fallback-text': activity.text };
    }
    return { ...action, payload: { ...action.payload, activity: shown } };
  };

  // A question's button sends which question it answers; the person sees in the chat what they answered.
  const asSaid = action => {
    const value = action.type === 'WEB_CHAT/SEND_POST_BACK' && action.payload.value;
    return value && typeof value.say === 'string'
      ? { type: 'WEB_CHAT/SEND_MESSAGE_BACK', payload: { value, text: value.say, displayText: value.say } }
      : action;
  };

  // Until the conversation is there the widget takes no message: what the person sends is kept, and said then, in order.
  // One goes when the one before it has arrived: of two that are on their way at once the second may come first.
  const early = [];
  const saying = ({ dispatch }) => next => action => {
    const result = next(action);
    if (action.type === 'DIRECT_LINE/CONNECT_FULFILLED') for (const kind of ['keydown', 'click']) removeEventListener(kind, keepEarly, true);
    if (['DIRECT_LINE/CONNECT_FULFILLED', 'DIRECT_LINE/POST_ACTIVITY_FULFILLED', 'DIRECT_LINE/POST_ACTIVITY_REJECTED'].includes(action.type) && early.length)
      dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { method: 'keyboard', text: early.shift() } });
    return result;
  };
  function keepEarly(event) {
    const box = document.querySelector('#chat [data-id="webchat-sendbox-input"]');
    const sends = event.type === 'click' ? event.target.closest('.webchat__send-button') : event.target === box && event.key === 'Enter' && !event.isComposing;
    if (!sends || !box?.value.trim()) return;
    event.preventDefault();
    event.stopPropagation();
    early.push(box.value);
    store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: '' } });
  }
  let store = null;

  async function start() {
    showStatus('connecting');
    const grant = await requestTokenPatiently();
    theme = applyTheme(lasting.get('pmbot.theme') || params.get('theme'));
    const directLine = connect(grant);
    watch(directLine, grant);
    store = window.WebChat.createStore({}, saying, () => next => action => next(asSaid(asShown(action))));
    for (const kind of ['keydown', 'click']) addEventListener(kind, keepEarly, true);
    window.WebChat.renderWebChat({
      directLine,
      store,
      locale,
      username: grant.name || undefined,
      nonce: document.querySelector('meta[name="style-nonce"]').content,
      styleOptions: style,
      adaptiveCardsHostConfig: cards,
      overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: text.type }
    }, byId('chat'));
    if (mayFocus()) document.querySelector('#chat [data-id="webchat-sendbox-input"]')?.focus();
  }

  // The page around this frame hears no key that is pressed in here. In the history Escape leads out of a message.
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && !event.defaultPrevented && host && !event.target.closest('.webchat__basic-transcript')) window.parent.postMessage({ type: 'pmbot:close' }, host);
  });

  byId('restart').title = byId('restart').ariaLabel = text.restart;
  byId('retry').textContent = text.retry;
  byId('theme').addEventListener('click', () => {
    theme = applyTheme(themes[(themes.indexOf(theme) + 1) % themes.length]);
    lasting.set('pmbot.theme', theme);
  });
  byId('restart').addEventListener('click', () => {
    passing.set('pmbot.resume', null);
    location.reload();
  });
  byId('retry').addEventListener('click', () => location.reload());

  if (window.WebChat) start().catch(error => showNotice(error.refused || text.unreachable, !error.refused));
})();
