/** How requests go over the wire: JSON, problems, patience, and server-sent events. */

/** The server's own words on why a request was not served (RFC 9457). */
export class DaogouProblem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    /** Fields that could not be used. */
    readonly errors: { field: string; detail: string }[] = [],
  ) {
    super(`${status}: ${detail}`);
  }
}

/** One event of a streamed answer: "accepted", "reply" or "problem". */
export interface ServerSentEvent {
  name: string;
  data: unknown;
}

export interface Options {
  /** An API key (on a server only) or a browser's token; a function is asked before each request. */
  bearer?: string | (() => string | Promise<string>);
  /** Milliseconds until a request is given up. */
  timeout?: number;
  /** So often a request is sent again that the server had no room for (429, 503). */
  retries?: number;
  /** Instead of the runtime's own. */
  fetch?: typeof fetch;
}

interface Sent {
  query?: Record<string, unknown>;
  headers?: Record<string, string | undefined>;
  body?: unknown;
}

const WAIT_AT_MOST_S = 30;

export class Transport {
  readonly #base: string;
  readonly #options: Options;

  /** `address` is the server's, such as "https://shop.example"; the API lies below /v1. */
  constructor(address: string, options: Options = {}) {
    this.#base = address.replace(/\/+$/, "") + "/v1";
    this.#options = options;
  }

  protected async call<T>(method: string, path: string, sent: Sent = {}): Promise<T> {
    const answer = await this.#open(method, path, sent);
    return (await answer.json()) as T;
  }

  protected async *stream(
    method: string, path: string, sent: Sent = {},
  ): AsyncGenerator<ServerSentEvent> {
    const headers = { ...sent.headers, Accept: "text/event-stream" };
    const answer = await this.#open(method, path, { ...sent, headers });
    if (!answer.body) return;
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let held = "";
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        const events = (held + value).split("\n\n");
        held = events.pop() ?? "";
        for (const event of events) {
          const name = /^event: (.*)$/m.exec(event)?.[1];
          const data = /^data: (.*)$/m.exec(event)?.[1];
          if (name && data) yield { name, data: JSON.parse(data) as unknown };
        }
      }
    } finally {
      await reader.cancel();
    }
  }

  async #open(method: string, path: string, sent: Sent): Promise<Response> {
    const { bearer, timeout = 60_000, retries = 2 } = this.#options;
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(sent.query ?? {})) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== undefined && one !== null) query.append(name, String(one));
      }
    }
    const address = this.#base + path + (query.size ? `?${query}` : "");
    for (let left = retries; ; left -= 1) {
      const headers = new Headers({ Accept: "application/json" });
      const known = typeof bearer === "function" ? await bearer() : bearer;
      if (known) headers.set("Authorization", `Bearer ${known}`);
      if (sent.body !== undefined) headers.set("Content-Type", "application/json");
      for (const [name, value] of Object.entries(sent.headers ?? {})) {
        if (value !== undefined) headers.set(name, value);
      }
      const answer = await (this.#options.fetch ?? fetch)(address, {
        method,
        headers,
        body: sent.body === undefined ? null : JSON.stringify(sent.body),
        signal: AbortSignal.timeout(timeout),
      });
      if (answer.ok) return answer;
      const wait = Number(answer.headers.get("Retry-After") ?? 0);
      const again = (answer.status === 429 || answer.status === 503) && left > 0;
      if (!again || !(wait > 0 && wait <= WAIT_AT_MOST_S)) throw await problem(answer);
      await answer.body?.cancel();
      await new Promise((done) => setTimeout(done, wait * 1000));
    }
  }
}

async function problem(answer: Response): Promise<DaogouProblem> {
  try {
    const said = (await answer.json()) as { detail: string; errors?: DaogouProblem["errors"] };
    return new DaogouProblem(answer.status, said.detail, said.errors);
  } catch {
    return new DaogouProblem(answer.status, "The server did not say why.");
  }
}
