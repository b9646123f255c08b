'use strict';

// The peer that PmBot is measured against: the smallest honest bot on the JavaScript Bot Builder SDK.
// A waterfall asks one question with a text prompt and repeats the answer; state lives in MemoryStorage.
// It stands on node's own http server, because restify and express only make it slower.

const http = require('node:http');
const {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
} = require('botbuilder');
const { DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } = require('botbuilder-dialogs');

const NAME = 'name';
const HELLO = 'hello';
const MAX_BODY = 256 * 1024;

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
adapter.onTurnError = async (turn, error) => {
  console.error(error);
  await turn.sendActivity('failed');
};

const conversation = new ConversationState(new MemoryStorage());
const dialogs = new DialogSet(conversation.createProperty('dialog'));
dialogs.add(new TextPrompt(NAME));
dialogs.add(
  new WaterfallDialog(HELLO, [
    (step) => step.prompt(NAME, 'What is your name?'),
    async (step) => {
      await step.context.sendActivity(`Hello, ${step.result}!`);
      return step.endDialog();
    },
  ]),
);

async function onTurn(turn) {
  if (turn.activity.type !== 'message') return;
  const stack = await dialogs.createContext(turn);
  const result = await stack.continueDialog();
  if (result.status === DialogTurnStatus.empty) await stack.beginDialog(HELLO);
  await conversation.saveChanges(turn);
}

/** CloudAdapter wants what express and restify add to a node response. */
function withStatusAndSend(response) {
  let body;
  const { end } = response;
  response.status = (code) => {
    response.statusCode = code;
    return response;
  };
  response.header = (name, value) => response.setHeader(name, value);
  response.send = (value) => {
    body = typeof value === 'string' ? value : JSON.stringify(value);
  };
  response.end = () => {
    if (body !== undefined) response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-length', body === undefined ? 0 : Buffer.byteLength(body));
    return end.call(response, body);
  };
  return response;
}

async function readJson(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

const server = http.createServer(async (request, response) => {
  if (request.url !== '/api/messages') {
    response.writeHead(404).end();
    return;
  }
  request.body = await readJson(request);
  await adapter.process(request, withStatusAndSend(response), onTurn);
});

server.listen(Number(process.env.PORT ?? 3979), '127.0.0.1', () => {
  console.log(`peer listens on port ${server.address().port}`);
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
