import type { Broadcast, BroadcastInput, BroadcastOptions, BroadcastOutput, Quorum } from '@zabkit/core'
import type { ScenarioCores } from '@zabkit/simulator'
import { cores } from './cores.ts'

type Make = (options: BroadcastOptions) => Broadcast
type Mutable = { -readonly [K in keyof BroadcastOutput]: BroadcastOutput[K] }

/** How a broadcast core is made worse. */
interface Mutation {
  /** What is to be given to the core in place of an input. */
  input?(input: BroadcastInput, core: Broadcast): readonly BroadcastInput[]
  output?(output: Mutable, core: Broadcast): void
  /** Given to the core after an output was taken. */
  after?(output: BroadcastOutput): readonly BroadcastInput[]
}

/** The same core with a fault in it. */
function mutate(make: Make, mutation: () => Mutation): Make {
  return (options) => {
    const core = make(options)
    const fault = mutation()
    let taken: BroadcastOutput | null = null
    return {
      get role() { return core.role },
      get phase() { return core.phase },
      get epoch() { return core.epoch },
      get committedZxid() { return core.committedZxid },
      get lastZxid() { return core.lastZxid },
      get learners() { return core.learners },
      becomeIdle: () => core.becomeIdle(),
      becomeLeader: (state) => core.becomeLeader(state),
      becomeLearner: (leader, state) => core.becomeLearner(leader, state),
      nextZxid: () => core.nextZxid(),
      hasReady: () => core.hasReady(),
      step: (input) => {
        for (const each of fault.input?.(input, core) ?? [input]) core.step(each)
      },
      ready: () => {
        const output = { ...core.ready() }
        fault.output?.(output, core)
        taken = { ...output, append: [...output.append], tasks: [...output.tasks] }
        return output
      },
      advance: () => {
        core.advance()
        if (taken !== null) for (const input of fault.after?.(taken) ?? []) core.step(input)
      },
    }
  }
}

function withFault(mutation: () => Mutation): ScenarioCores {
  return { ...cores, broadcast: mutate(cores.broadcast, mutation) }
}

/** Says of every append that it is durable, at once. */
const acksBeforeDurable = withFault(() => ({
  after: ({ append }) => append.slice(-1).map(({ zxid }) => ({ type: 'durable', zxid })),
}))

/** Says of every epoch that it is saved, at once. */
const promisesBeforeSaved = withFault(() => ({
  after: ({ tasks }) => tasks.flatMap((task) => (task.type === 'saveEpochs' ? [{ ...task, type: 'epochsSaved' as const }] : [])),
}))

/** Answers NEWLEADER when it comes. */
const acksNewLeaderAtOnce = withFault(() => {
  let epoch: number | null = null
  return {
    // A ping makes the core say something; what it says takes the acknowledgement along.
    input: (input) => {
      if (input.type !== 'fromLeader' || input.message.type !== 'newLeader') return [input]
      epoch = input.message.epoch
      return [input, { type: 'fromLeader', message: { type: 'ping', sequence: 0 } }]
    },
    output: (output) => {
      if (epoch === null) return
      output.sends = [...output.sends, { to: [], message: { type: 'ackNewLeader', epoch } }]
      epoch = null
    },
  }
})

/** Saves the epoch when NEWLEADER comes, whatever is durable. */
const savesEpochBeforeHistory = withFault(() => {
  let epoch: number | null = null
  return {
    input: (input) => {
      if (input.type !== 'fromLeader' || input.message.type !== 'newLeader') return [input]
      epoch = input.message.epoch
      return [input, { type: 'fromLeader', message: { type: 'ping', sequence: 0 } }]
    },
    output: (output) => {
      if (epoch === null) return
      const secret = new Uint8Array(32)
      output.tasks = [...output.tasks, { type: 'saveEpochs', acceptedEpoch: epoch, currentEpoch: epoch, sessionSecret: secret }]
      epoch = null
    },
  }
})

/** Takes every learner's log for a part of the own history: DIFF where TRUNC is needed. */
const neverTruncates = withFault(() => {
  const asked = new Map<number, number>()
  return {
    output: ({ tasks }) => {
      for (const task of tasks) if (task.type === 'locate') asked.set(task.token, task.zxid)
    },
    input: (input) => (input.type === 'located' ? [{ ...input, floor: (asked.get(input.token) ?? input.floor) as typeof input.floor }] : [input]),
  }
})

/** Applies what it logs. */
const appliesUncommitted = withFault(() => ({
  output: (output, core) => {
    if (core.role === 'follower') output.apply = [...output.apply, ...output.append]
  },
}))

/** Shows observers what is only proposed. */
const informsOfProposals = withFault(() => ({
  output: (output, { role, learners }) => {
    if (role !== 'leader') return
    const observers = learners.filter(({ observer, synced }) => observer && synced).map(({ id }) => id)
    if (output.append.length === 0 || observers.length === 0) return
    output.sends = [...output.sends, { to: observers, message: { type: 'inform', records: [...output.append] } }]
  },
}))

/** A leader that says of each proposal that it has it on disk. */
const saysDurableAtOnce = withFault(() => ({
  output: (output) => {
    output.sends = output.sends.flatMap((send) => {
      const { message } = send
      const last = message.type === 'proposal' ? message.records.at(-1) : undefined
      return last === undefined ? [send] : [send, { to: send.to, message: { type: 'leaderDurable' as const, zxid: last.zxid } }]
    })
  },
}))

/** Any two servers are enough, observers too. */
const countsObservers: ScenarioCores = {
  ...cores,
  broadcast: (options) => {
    const quorum: Quorum = { voters: new Set([1, 2, 3, 4, 5]), isQuorum: (servers) => servers.size >= 2 }
    return cores.broadcast({ ...options, quorum })
  },
}

/** Says that it is behind: the votes are for the larger id only. */
const votesWithoutZxid: ScenarioCores = {
  ...cores,
  election: (options) => {
    const election = cores.election(options)
    const becomeLooking = election.becomeLooking.bind(election)
    return Object.assign(election, { becomeLooking: () => becomeLooking({ epoch: 0, zxid: 0 as never }) })
  },
}

/** Cores with a fault each, by what they do. */
export const mutants = {
  acksBeforeDurable,
  promisesBeforeSaved,
  acksNewLeaderAtOnce,
  savesEpochBeforeHistory,
  neverTruncates,
  appliesUncommitted,
  informsOfProposals,
  saysDurableAtOnce,
  countsObservers,
  votesWithoutZxid,
} satisfies Record<string, ScenarioCores>
