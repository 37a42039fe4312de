// Builds what is not built: TypeScript by its own staleness check, the dashboard when a source is newer.
// node scripts/build.mjs apps/server apps/bench
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(import.meta.dirname, '..');

/** Rejects with one readable line when a step fails; its own output has been shown by then. */
export async function build(...projects) {
  await Promise.all([
    buildTypeScript(...projects),
    dashboardIsStale() &&
      runStep('dashboard', join(root, 'apps/dashboard'), [
        'vite/bin/vite.js',
        'build',
        '--logLevel',
        'warn',
      ]),
  ]);
}

/** The same for programs that have no dashboard. */
export function buildTypeScript(...projects) {
  return runStep('TypeScript', root, ['typescript/bin/tsc', '-b', ...projects]);
}

function runStep(name, cwd, [script, ...args]) {
  return new Promise((done, fail) => {
    // what a build prints is for people; stdout stays free for the log lines of the product
    const child = spawn(process.execPath, [installed(script, cwd), ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.pipe(process.stderr);
    child.on('error', fail);
    child.on('exit', (code) =>
      code === 0 ? done() : fail(new Error(`The build of the ${name} failed.`)),
    );
  });
}

/** npm puts a package beside the workspace that wants it, or at the root. */
function installed(script, workspace) {
  const nearest = join(workspace, 'node_modules', script);
  return existsSync(nearest) ? nearest : join(root, 'node_modules', script);
}

function dashboardIsStale() {
  const built = join(root, 'apps/dashboard/dist/index.html');
  if (!existsSync(built)) return true;
  const sources = ['apps/dashboard/src', 'apps/dashboard/public', 'libs/contracts/src'];
  const files = ['apps/dashboard/index.html', 'apps/dashboard/vite.config.ts', 'package-lock.json'];
  const newest = Math.max(
    ...sources.map((folder) => newestIn(join(root, folder))),
    ...files.map((file) => timeOf(join(root, file))),
  );
  return newest > timeOf(built);
}

function newestIn(folder) {
  if (!existsSync(folder)) return 0;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(0, ...entries.map((entry) => timeOf(join(entry.parentPath, entry.name))));
}

function timeOf(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build(...process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
