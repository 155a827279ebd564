/** Measures of one registry: names made from what clients send must not fill the memory. */
export const MEASURES_MAX = 4096
/** Bytes of log lines that wait for a reader that does not read; lines beyond are dropped, so that a stuck pipe stops no server. */
export const LOG_BUFFER_BYTES_MAX = 16 << 20
/** Levels of objects inside a field that are written out. */
export const FIELD_DEPTH_MAX = 5
/** Entries of a list or an object inside a field that are written out. */
export const FIELD_ENTRIES_MAX = 100
/** Characters of a text inside a field that are written out. */
export const FIELD_TEXT_MAX = 8192
