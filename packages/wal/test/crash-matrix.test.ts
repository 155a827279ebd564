import { readAll } from '@zabkit/conformance'
import { type DiskFaults, type Keep, SimulatedFileSystem, seededRandom } from '@zabkit/simulator'
import { expect, test } from 'vitest'
import { expectPromised, goOn, live, Promised, text } from './crash-scenario.ts'
import { open } from './support.ts'

const KEEPS: readonly Keep[] = ['none', 'all', 'torn', 'torn']
/** What is not kept, or kept in part, is where the danger is: enough for a second error code. */
const FEW_KEEPS: readonly Keep[] = ['none', 'torn']

function storageOn(fileSystem: SimulatedFileSystem) {
  return open({ directory: '/d', segmentBytes: 420, preallocateBytes: 300, fileSystem })
}

/** Runs the scenario into the fault and returns the disk with what was promised by then. */
async function runInto(faults: DiskFaults): Promise<{ disk: SimulatedFileSystem; promised: Promised }> {
  const disk = new SimulatedFileSystem({ faults })
  const promised = new Promised()
  await Promise.race([live(storageOn(disk), promised).catch(() => {}), disk.crashed])
  return { disk, promised }
}

/** The next life finds what was promised, can go on, and what it said it had survives another power cut. */
async function expectRecovery(disk: SimulatedFileSystem, promised: Promised): Promise<void> {
  const storage = storageOn(disk)
  await storage.start()
  const found = await expectPromised(storage, promised)
  const said = disk.powerLoss({ keep: 'none', random: seededRandom(1) })
  const again = storageOn(said)
  await again.start()
  expect(text(await readAll(again.log))).toBe(text(found))
  const all = await goOn(again, found)
  const last = storageOn(said.powerLoss({ keep: 'none', random: seededRandom(1) }))
  await last.start()
  expect(text(await readAll(last.log))).toBe(text(all))
}

async function expectAllRecoveries(faults: DiskFaults, seed: number, keeps = KEEPS): Promise<void> {
  const { disk, promised } = await runInto(faults)
  for (const [i, keep] of keeps.entries()) {
    await note(`${JSON.stringify(faults)}, power loss keeps ${keep}, seed ${seed + i}`, () =>
      expectRecovery(disk.powerLoss({ keep, random: seededRandom(seed + i) }), promised),
    )
  }
  const again = 1 + (seed % 47)
  await note(`${JSON.stringify(faults)}, power loss torn, and again in call ${again} of the recovery`, () =>
    expectSecondRecovery(disk, promised, again, seed),
  )
  await note(`${JSON.stringify(faults)}, killed`, () => expectRecovery(disk.kill(), promised))
}

/** The power goes a second time, while the log is being recovered. */
async function expectSecondRecovery(disk: SimulatedFileSystem, promised: Promised, call: number, seed: number): Promise<void> {
  const first = disk.powerLoss({ keep: 'torn', random: seededRandom(seed) }, { faults: { crashAt: call } })
  await Promise.race([storageOn(first).start(), first.crashed])
  await expectRecovery(first.powerLoss({ keep: 'torn', random: seededRandom(seed + 1) }), promised)
}

/** The error of `work` says which case it was. */
async function note(name: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw new Error(name, { cause: error })
  }
}

async function callsOfScenario(): Promise<number> {
  const { disk, promised } = await runInto({})
  await expectRecovery(disk.kill(), promised)
  expect(promised.intended.length).toBeGreaterThan(20)
  return disk.calls
}

test('nothing acknowledged is lost when the process dies in any call, killed or by a power cut', async () => {
  const calls = await callsOfScenario()
  expect(calls).toBeGreaterThan(100)
  for (let call = 1; call <= calls; call++) await expectAllRecoveries({ crashAt: call }, call * 100)
}, 60_000)

for (const [code, keeps] of [['EIO', KEEPS], ['ENOSPC', FEW_KEEPS]] as const) {
  test(`nothing acknowledged is lost when any call fails with ${code} and the process ends`, async () => {
    const calls = await callsOfScenario()
    for (let call = 1; call <= calls; call++) await expectAllRecoveries({ failAt: { call, code } }, call * 100 + 7, keeps)
  }, 60_000)
}
