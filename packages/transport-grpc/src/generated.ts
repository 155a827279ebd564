// The generated module stands beside the sources and is not compiled: this path leads to it from src and from dist alike.
export { zabkit } from '../src/gen/peer.js'
