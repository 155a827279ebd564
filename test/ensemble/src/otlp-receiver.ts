import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'

/** A span as it arrived, with what its resource says of its process. */
export interface ReceivedSpan {
  readonly traceId: string
  readonly spanId: string
  /** Null for a root. */
  readonly parentSpanId: string | null
  readonly name: string
  /** The protocol's number: 1 internal, 2 server. */
  readonly kind: number
  readonly startNs: bigint
  readonly endNs: bigint
  readonly attributes: Readonly<Record<string, unknown>>
  /** Null unless the span failed. */
  readonly errorText: string | null
  readonly scope: string
  readonly resource: Readonly<Record<string, unknown>>
}

const STATUS_ERROR = 2

/** A collector: takes OTLP over HTTP, in the protocol's JSON, and keeps what it gets. What is not of that form is refused, and kept as a complaint. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = []
  readonly complaints: string[] = []
  readonly #server: Server

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(): Promise<OtlpReceiver> {
    const server = createServer()
    const receiver = new OtlpReceiver(server)
    server.on('request', (request, response) => {
      void receiver.#take(request).then((status) => response.writeHead(status, { 'content-type': 'application/json' }).end('{}'))
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    return receiver
  }

  /** For OTEL_EXPORTER_OTLP_ENDPOINT. */
  get endpoint(): string {
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('not listening')
    return `http://127.0.0.1:${address.port}`
  }

  /** The spans of one trace. */
  trace(traceId: string): ReceivedSpan[] {
    return this.spans.filter((span) => span.traceId === traceId)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #take(request: IncomingMessage): Promise<number> {
    try {
      if (request.method !== 'POST' || request.url !== '/v1/traces') throw new Error(`${request.method} ${request.url}`)
      if (request.headers['content-type'] !== 'application/json') throw new Error(`content-type ${request.headers['content-type']}`)
      this.spans.push(...spansOf(JSON.parse(await bodyOf(request))))
      return 200
    } catch (error) {
      this.complaints.push(String(error))
      return 400
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** ExportTraceServiceRequest in JSON: enums as numbers, 64-bit numbers as text, ids in hex. */
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: readonly { readonly scope: { readonly name: string }; readonly spans: readonly JsonSpan[] }[]
  }[]
}

interface Attribute {
  readonly key: string
  readonly value: Readonly<Record<string, unknown>>
}

interface JsonSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes: readonly Attribute[]
  readonly status: { readonly code?: number; readonly message?: string }
}

function spansOf({ resourceSpans }: Export): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const attributes = recordOf(resource.attributes)
    return scopeSpans.flatMap(({ scope, spans }) => spans.map((span) => spanOf(span, scope.name, attributes)))
  })
}

function spanOf(span: JsonSpan, scope: string, resource: Readonly<Record<string, unknown>>): ReceivedSpan {
  const { traceId, spanId, name, kind, status } = span
  if (!/^[0-9a-f]{32}$/.test(traceId) || !/^[0-9a-f]{16}$/.test(spanId)) throw new Error(`ids ${traceId} ${spanId}`)
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanId ?? null,
    name,
    kind,
    startNs: BigInt(span.startTimeUnixNano),
    endNs: BigInt(span.endTimeUnixNano),
    attributes: recordOf(span.attributes),
    errorText: status.code === STATUS_ERROR ? (status.message ?? '') : null,
    scope,
    resource,
  }
}

function recordOf(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, 'intValue' in value ? Number(value.intValue) : Object.values(value)[0]]))
}
