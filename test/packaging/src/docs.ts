import { readFileSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Application, Converter, type DeclarationReflection, LogLevel, ReflectionKind } from 'typedoc'
import { publicPackages, workspaceRoot } from './public-packages.ts'

/** Writes the API reference of all libraries to `dist/docs`: one module a package, its front page the architecture. */
async function writeDocs(): Promise<void> {
  const out = join(workspaceRoot, 'dist/docs')
  const frontPage = join(workspaceRoot, 'dist/docs-front-page.md')
  await mkdir(join(workspaceRoot, 'dist'), { recursive: true })
  await writeFile(frontPage, frontPageText())
  const app = await application(frontPage)
  const project = await app.convert()
  if (project === undefined) throw new Error('the packages do not compile')
  app.validate(project)
  await app.generateOutputs(project)
  await rm(frontPage)
  if (app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('typedoc complained, see above')
  console.log(`${project.children?.length} packages: ${join(out, 'index.html')}`)
}

const libraries = publicPackages().filter(({ folder }) => folder.includes('/packages/'))

async function application(readme: string): Promise<Application> {
  const app = await Application.bootstrap({
    entryPoints: libraries.map(({ folder }) => join(folder, 'src/index.ts')),
    tsconfig: join(workspaceRoot, 'test/packaging/tsconfig.docs.json'),
    out: join(workspaceRoot, 'dist/docs'),
    name: 'Zabkit',
    readme,
    disableSources: true,
    excludeExternals: true,
    excludePrivate: true,
    logLevel: LogLevel.Warn,
    validation: { invalidLink: true, notExported: true, notDocumented: false },
  })
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (_context, reflection: DeclarationReflection) => {
    if (reflection.kind === ReflectionKind.Module) reflection.name = `@zabkit/${reflection.name.replace(/\/src$/, '')}`
  })
  return app
}

/** packages/README.md, its links to folders turned into such that typedoc knows: to entry points. */
function frontPageText(): string {
  const text = readFileSync(join(workspaceRoot, 'packages/README.md'), 'utf8')
  return text.replace(/\[([^\]]+)\]\(\.\.\/[^)]*\)/g, '$1').replace(/\]\(([\w-]+)\)/g, '](../packages/$1/src/index.ts)')
}

await writeDocs()
