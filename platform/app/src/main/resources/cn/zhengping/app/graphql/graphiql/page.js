'use strict';

const PRESET = `# 政评 GraphQL 接口
#
# 令牌填在下方 Headers 的 Bearer 之后。
# 语言由请求头 Accept-Language 决定：
# zh（默认）或 en。
# 左上角的书本图标：全部类型和字段的说明。

query Limits {
  requestLimits {
    depth
    cost
    pageSize
  }
}
`;

function isSubscription(document, operationName) {
  return Boolean(document) && document.definitions.some(
    (definition) =>
      definition.operation === 'subscription' && (!operationName || definition.name?.value === operationName),
  );
}

function post(params, headers, accept) {
  const sent = { ...headers, 'Content-Type': 'application/json', Accept: accept };
  // The header editor shows where the token goes; without one the request is anonymous, not wrong.
  if (/^Bearer\s*$/.test(sent.Authorization ?? '')) {
    delete sent.Authorization;
  }
  return fetch('graphql', { method: 'POST', headers: sent, body: JSON.stringify(params) });
}

/** Yields the results of a subscription until the server completes it. */
async function* follow(params, headers) {
  const response = await post(params, headers, 'text/event-stream');
  if (!response.headers.get('Content-Type')?.startsWith('text/event-stream')) {
    yield await response.json();
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    let unread = '';
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const events = (unread + chunk.value).split('\n\n');
      unread = events.pop();
      for (const event of events) {
        const data = event.split('\n').find((line) => line.startsWith('data:'))?.slice('data:'.length);
        if (data?.trim()) {
          yield JSON.parse(data);
        }
      }
    }
  } finally {
    await reader.cancel();
  }
}

async function ask(params, headers) {
  const response = await post(params, headers, 'application/graphql-response+json, application/json;q=0.9');
  return response.json();
}

const fetcher = (params, options) =>
  isSubscription(options?.documentAST, params.operationName)
    ? follow(params, options?.headers)
    : ask(params, options?.headers);

ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(
    GraphiQL,
    {
      fetcher,
      defaultQuery: PRESET,
      headers: '{\n  "Authorization": "Bearer "\n}',
      defaultEditorToolsVisibility: 'headers',
      shouldPersistHeaders: false,
    },
    React.createElement(GraphiQL.Logo, null, '政评 GraphQL 接口'),
  ),
);
