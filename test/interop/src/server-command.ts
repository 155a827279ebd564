import { fileURLToPath } from 'node:url'

const JARS = '/usr/share/java'

/** A class path of Debian's jars by their names. */
export const jars = (...names: readonly string[]): string => names.map((name) => `${JARS}/${name}.jar`).join(':')

/**
 * Debian's jars, with those of Netty that zookeeper.jar does not name itself. Used for the Java clients over TLS and for Apache
 * ZooKeeper's server.
 */
export const JAVA_CLASS_PATH = jars('zookeeper', 'netty-codec', 'netty-resolver', 'netty-transport-native-unix-common')

const OURS = [process.execPath, fileURLToPath(new URL('../../../apps/server/dist/main.js', import.meta.url))]

const APACHE = [
  'java', '-Xmx256m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Dznode.container.checkIntervalMs=200', '-cp', JAVA_CLASS_PATH,
  'org.apache.zookeeper.server.quorum.QuorumPeerMain',
]

/**
 * The command to which the name of a zoo.cfg is added. INTEROP_SERVER chooses: absent for the app of this repository, `apache` for Debian's
 * Apache ZooKeeper, anything else is a command line, split at blanks.
 */
export function serverCommand(choice = process.env.INTEROP_SERVER ?? ''): readonly string[] {
  if (choice === '') return OURS
  return choice === 'apache' ? APACHE : choice.split(/ +/)
}

/**
 * Extra tries for a test of a client that waits for ever where a starting server accepts a connection and never answers. Apache ZooKeeper 3.8.0
 * does that at times; ours must not, and gets none.
 */
export const retriesOfForeignServer = (process.env.INTEROP_SERVER ?? '') === '' ? 0 : 2
