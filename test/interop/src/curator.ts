import { JAVA_CLASS_PATH, jars } from './server-command.ts'

export const CURATOR_PROGRAMS = ['CuratorRival', 'CuratorPlaces', 'CuratorBarriers', 'CuratorServices', 'CuratorData'] as const

/** Debian's jars of Curator, with what they need besides ZooKeeper's. */
export const CURATOR_CLASS_PATH = [
  jars('curator-client', 'curator-framework', 'curator-recipes', 'curator-x-discovery'),
  jars('guava', 'jackson-databind', 'jackson-core', 'jackson-annotations'),
  JAVA_CLASS_PATH,
].join(':')
