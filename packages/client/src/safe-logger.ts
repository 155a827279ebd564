import { type ClientLogger, silentLogger } from './options.ts'

type Level = keyof ClientLogger

/** A logger whose faults are its own: what it throws, or rejects with, would otherwise end a connection or a session under way. */
export function safeLogger(logger: ClientLogger | undefined): ClientLogger {
  if (logger === undefined || logger === silentLogger) return silentLogger
  return { debug: safe(logger, 'debug'), info: safe(logger, 'info'), warn: safe(logger, 'warn'), error: safe(logger, 'error') }
}

function safe(logger: ClientLogger, level: Level): ClientLogger[Level] {
  return (message, fields) => {
    try {
      const result: unknown = logger[level](message, fields)
      if (result instanceof Promise) result.catch(ignore)
    } catch {
      // There is nowhere to tell it.
    }
  }
}

function ignore(): void {}
